/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.tck.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waitany.ArmedSet;
import dev.waitany.Deadline;
import dev.waitany.FutexWord;
import dev.waitany.WaitResult;
import dev.waitany.WaitSet;
import dev.waitany.tck.fixture.ContractRules;
import dev.waitany.tck.fixture.Expect;
import dev.waitany.tck.fixture.RandomWakes;
import dev.waitany.tck.fixture.TestThread;
import dev.waitany.tck.fixture.TestWhere;
import dev.waitany.tck.fixture.Trait;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/**
 * Rule 13: what becomes of a wake between two calls on an armed set.
 *
 * <p>The sums are those of {@link AccountingRules}. An armed set lists no surplus wakes: its next
 * calls deliver them. Every wake that the kernel counted is therefore one {@code WOKEN}.
 */
public interface ArmedWakeRules extends ContractRules {
    @TestWhere(Trait.STAYS_ARMED)
    default void rule13_wakeBetweenCallsIsCountedAndDelivered() throws Exception {
        WaitSet set = fixture().words().set(3);
        try (ArmedSet armed = waitAny().arm(set)) {
            Expect.timedOut(armed.await(fixture().soon()));
            assertThat(set.word(2).wakeOne()).as("waiters between calls").isEqualTo(1);
            assertThat(set.word(0).wakeOne()).as("waiters between calls").isEqualTo(1);
            assertThat(set.word(0).wakeOne()).as("a second wake").isZero();
            Expect.woken(armed.await(Deadline.now()), 2);
            Expect.woken(armed.await(Deadline.now()), 0);
            Expect.timedOut(armed.await(Deadline.now()));
        }
    }

    @Test
    default void rule13_changeBetweenCallsEndsTheNext() throws Exception {
        WaitSet set = fixture().words().set(3);
        try (ArmedSet armed = waitAny().arm(set)) {
            Expect.timedOut(armed.await(fixture().soon()));
            set.word(1).set(1);
            set.word(1).wakeOne();
            Expect.ready(armed.await(Deadline.never()), 1);
        }
    }

    @TestWhere(Trait.ARMS_FOR_EACH_CALL)
    default void rule13_wakeBetweenCallsFindsNoWaiter() throws Exception {
        WaitSet set = fixture().words().set(3);
        try (ArmedSet armed = waitAny().arm(set)) {
            Expect.timedOut(armed.await(fixture().soon()));
            assertThat(set.word(2).wakeOne()).as("waiters between calls").isZero();
            Expect.timedOut(armed.await(fixture().soon()));
        }
    }

    /** A call looks only at the words that it arms: its cost must not grow with the others. */
    @TestWhere(Trait.STAYS_ARMED)
    default void rule13_changeOfAnArmedWordWithoutAWakeEndsNoCall() throws Exception {
        WaitSet set = fixture().words().set(3);
        try (ArmedSet armed = waitAny().arm(set)) {
            Expect.timedOut(armed.await(fixture().soon()));
            set.word(1).set(1);
            Expect.timedOut(armed.await(fixture().soon()));
            assertThat(set.word(1).wakeOne()).isEqualTo(1);
            Expect.woken(armed.await(Deadline.never()), 1);
        }
    }

    /** No word changes, so a wake that is not delivered leaves no trace except a wrong sum. */
    @TestWhere(Trait.EXACT_ACCOUNTING)
    default void rule13_exactSumsAgree() {
        FutexWord[] words = fixture().words().many(8);
        AtomicBoolean over = new AtomicBoolean();
        AtomicBoolean leaving = new AtomicBoolean();
        AtomicBoolean quiet = new AtomicBoolean();
        TestThread<Long> owner =
                fixture().threads().start("owner", () -> consume(words, over, leaving, quiet));
        List<TestThread<Long>> wakers = new ArrayList<>();
        int wakes = fixture().rounds(50_000);
        for (int i = 0; i < 2; i++) {
            SplittableRandom random = new SplittableRandom(i);
            wakers.add(
                    fixture()
                            .threads()
                            .start("waker " + i, () -> RandomWakes.count(words, wakes, random)));
        }
        long counted = wakers.stream().mapToLong(TestThread::result).sum();
        over.set(true);
        while (!leaving.get()) {
            counted += words[0].wakeOne();
            fixture().threads().rethrowErrors();
        }
        quiet.set(true);
        assertThat(owner.result()).as("WOKEN, of wakes counted by the kernel").isEqualTo(counted);
    }

    /** Takes the wakes that come after the last blocking call once no more can come. */
    private long consume(
            FutexWord[] words, AtomicBoolean over, AtomicBoolean leaving, AtomicBoolean quiet)
            throws InterruptedException {
        long woken = 0;
        try (ArmedSet armed = waitAny().arm(WaitSet.of(words))) {
            while (!over.get()) {
                WaitResult result = armed.await(Deadline.never());
                assertThat(result.kind()).isEqualTo(WaitResult.Kind.WOKEN);
                armed.rearm(result.index(), 0);
                woken++;
            }
            leaving.set(true);
            fixture().until(quiet::get, () -> "the wakers were quiet");
            for (int left = words.length; left > 0; left--) {
                if (armed.await(Deadline.now()).kind() != WaitResult.Kind.WOKEN) {
                    break;
                }
                woken++;
            }
            return woken;
        }
    }
}
