/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.tck.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waitany.Deadline;
import dev.waitany.WaitResult;
import dev.waitany.WaitSet;
import dev.waitany.tck.fixture.ContractRules;
import dev.waitany.tck.fixture.Expect;
import dev.waitany.tck.fixture.TestThread;
import dev.waitany.tck.fixture.TestWords;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rule 2: a wake on any word ends exactly one wait and reports the index of the word. */
public interface WakeRules extends ContractRules {
    @Test
    default void rule02_wakeOnEachIndexReportsThatIndex() throws Exception {
        for (int size : fixture().sizes()) {
            WaitSet set = fixture().words().set(size);
            TestThread<Integer> waiter =
                    fixture()
                            .threads()
                            .start(
                                    "waiter on " + size,
                                    () -> {
                                        for (int i = 0; i < size; i++) {
                                            Expect.woken(waitAny().await(set, Deadline.never()), i);
                                        }
                                        return size;
                                    });
            for (int i = 0; i < size; i++) {
                fixture().untilWaiting(set, 1);
                assertThat(set.word(i).wakeOne()).as("waiters woken on word %d", i).isEqualTo(1);
                int woken = i;
                fixture()
                        .until(
                                () -> waiter.isDone() || TestWords.waiters(set.word(woken)) == 1,
                                () -> "the wait after the wake on word " + woken + " began");
            }
            assertThat(waiter.result()).isEqualTo(size);
        }
    }

    /** No rule says which of two waiters a wake takes. */
    @Test
    default void rule02_wakeEndsExactlyOneWaitWithItsIndex() {
        WaitSet first = fixture().words().set(4);
        WaitSet second = WaitSet.of(first.word(2), fixture().words().one());
        TestThread<WaitResult> firstWaiter = fixture().waiter("first", first);
        fixture().untilWaiting(first, 1);
        TestThread<WaitResult> secondWaiter = fixture().waiter("second", second);
        fixture().untilWaiting(second.word(0), 2);
        fixture().untilWaiting(second.word(1), 1);

        assertThat(first.word(2).wakeOne()).isEqualTo(1);
        fixture()
                .until(
                        () -> firstWaiter.isDone() || secondWaiter.isDone(),
                        () -> "the wake ended a wait");
        fixture().untilWaiting(first.word(2), 1);
        boolean firstWasWoken = firstWaiter.isDone();
        assertThat(firstWasWoken && secondWaiter.isDone()).as("both waits are over").isFalse();

        assertThat(first.word(2).wakeOne()).isEqualTo(1);
        Expect.woken(firstWaiter.result(), 2);
        Expect.woken(secondWaiter.result(), 0);
    }

    @Test
    default void rule02_wakeAllEndsEveryWaitAndCountsThem() {
        WaitSet shared = fixture().words().set(1);
        List<TestThread<WaitResult>> waiters = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            WaitSet set = WaitSet.of(fixture().words().one(), shared.word(0));
            waiters.add(fixture().waiter("waiter " + i, set));
        }
        fixture().untilWaiting(shared.word(0), 5);
        assertThat(shared.word(0).wake(2)).isEqualTo(2);
        fixture()
                .until(
                        () -> waiters.stream().filter(TestThread::isDone).count() == 2,
                        () -> "two waits ended");
        assertThat(shared.word(0).wakeAll()).isEqualTo(3);
        waiters.forEach(waiter -> Expect.woken(waiter.result(), 1));
        assertThat(shared.word(0).wakeAll()).as("waiters left").isZero();
    }

    @Test
    default void rule02_endedWaitLeavesNoWaiterBehind() {
        for (int size : fixture().sizes()) {
            WaitSet set = fixture().words().set(size);
            TestThread<WaitResult> waiter = fixture().waiter("waiter on " + size, set);
            fixture().untilWaiting(set, 1);
            assertThat(set.word(size - 1).wakeOne()).isEqualTo(1);
            Expect.woken(waiter.result(), size - 1);
            for (int i = 0; i < size; i++) {
                assertThat(set.word(i).wakeAll()).as("waiters left on word %d", i).isZero();
            }
        }
    }

    @Test
    default void rule02_wakeOfAnUnrelatedSetsWordFindsNoWaiter() {
        WaitSet set = fixture().words().set(3);
        WaitSet other = fixture().words().set(3);
        TestThread<WaitResult> waiter = fixture().waiter("waiter", set);
        fixture().untilWaiting(set, 1);
        assertThat(other.word(0).wakeAll()).isZero();
        assertThat(set.word(0).wake(0)).as("a wake of 0 waiters").isZero();
        assertThat(waiter.isDone()).isFalse();
        assertThat(set.word(0).wakeAll()).isEqualTo(1);
        Expect.woken(waiter.result(), 0);
    }
}
