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
import dev.waitany.tck.fixture.TestThread;
import dev.waitany.tck.fixture.TestWhere;
import dev.waitany.tck.fixture.Trait;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/**
 * Rule 22: a waiter that is woken by one word and acts on another must wake another waiter of the
 * first. {@link WaitSet#forward} does so.
 */
public interface LowestIndexRules extends ContractRules {
    /** The waiter that was woken forwards to the other: no rule says which of two a wake takes. */
    @Test
    default void rule22_forwardWakesAnotherWaiterOfTheReportedWord() {
        FutexWord common = fixture().words().one();
        WaitSet one = WaitSet.of(fixture().words().one(), common);
        WaitSet other = WaitSet.of(fixture().words().one(), common);
        TestThread<WaitResult> oneWaiter = fixture().waiter("one", one);
        TestThread<WaitResult> otherWaiter = fixture().waiter("other", other);
        fixture().untilWaiting(common, 2);
        fixture().changeForACountedWake(common);
        assertThat(common.wakeOne()).isEqualTo(1);
        fixture()
                .until(
                        () -> oneWaiter.isDone() || otherWaiter.isDone(),
                        () -> "the wake ended a wait");
        boolean oneWasWoken = oneWaiter.isDone();
        forward(
                oneWasWoken ? one : other,
                oneWasWoken ? oneWaiter : otherWaiter,
                oneWasWoken ? otherWaiter : oneWaiter);
    }

    private static void forward(
            WaitSet set, TestThread<WaitResult> woken, TestThread<WaitResult> asleep) {
        WaitResult result = woken.result();
        Expect.woken(result, 1);
        assertThat(asleep.isDone()).as("the other wait is over").isFalse();
        assertThat(set.forward(result)).as("a waiter was woken").isTrue();
        Expect.woken(asleep.result(), 1);
        assertThat(set.forward(result)).as("a waiter was left").isFalse();
    }

    /**
     * The wake goes to another waiter, since the armed set has disarmed the word. The other waiter
     * begins after the armed set's call has ended: no rule says which of two waiters a wake takes.
     */
    @Test
    default void rule22_armedSetForwardsAReportedWake() throws Exception {
        FutexWord common = fixture().words().one();
        WaitSet set = WaitSet.of(fixture().words().one(), common);
        CountDownLatch otherWaits = new CountDownLatch(1);
        CompletableFuture<WaitResult> reported = new CompletableFuture<>();
        TestThread<Boolean> owner =
                fixture()
                        .threads()
                        .start(
                                "owner",
                                () -> {
                                    try (ArmedSet armed = waitAny().arm(set)) {
                                        reported.complete(armed.await(Deadline.never()));
                                        otherWaits.await();
                                        return armed.forward(reported.join());
                                    }
                                });
        fixture().untilWaiting(set, 1);
        fixture().changeForACountedWake(common);
        assertThat(common.wakeOne()).isEqualTo(1);
        fixture().until(reported::isDone, () -> "the armed call ended");
        Expect.woken(reported.join(), 1);
        TestThread<WaitResult> other = fixture().waiter("other", WaitSet.of(common));
        fixture().untilWaiting(common, 1);
        otherWaits.countDown();
        assertThat(owner.result()).as("a waiter was woken").isTrue();
        Expect.ready(other.result(), 0);
    }

    /** A change and a deadline consume no wake, so there is none to forward. */
    @Test
    default void rule22_forwardWakesNoWaiterUnlessTheWaitWasWoken() throws Exception {
        WaitSet set = fixture().words().set(2);
        TestThread<WaitResult> other = fixture().waiter("other", WaitSet.of(set.word(1)));
        fixture().untilWaiting(set.word(1), 1);
        WaitResult timedOut = waitAny().await(set, Deadline.now());
        Expect.timedOut(timedOut);
        assertThat(set.forward(timedOut)).isFalse();
        set.word(1).getAndAdd(1);
        WaitResult changed = waitAny().await(set, Deadline.never());
        Expect.changed(changed, 1);
        assertThat(set.forward(changed)).isFalse();
        fixture().untilWaiting(set.word(1), 1);
        assertThat(other.isDone()).as("the other wait is over").isFalse();
        assertThat(set.word(1).wakeOne()).isEqualTo(1);
        Expect.woken(other.result(), 0);
    }

    @TestWhere(Trait.HONOURS_BITSETS)
    default void rule22_forwardWakesOnlyWaitersOfTheSetsBits() {
        WaitSet set = fixture().words().set(1).bitset(0b0011);
        FutexWord word = set.word(0);
        TestThread<WaitResult> first = fixture().waiter("first", set);
        fixture().untilWaiting(word, 1);
        TestThread<WaitResult> foreign =
                fixture().waiter("foreign", WaitSet.of(word).bitset(0b0100));
        fixture().untilWaiting(word, 2);
        TestThread<WaitResult> related =
                fixture().waiter("related", WaitSet.of(word).bitset(0b0010));
        fixture().untilWaiting(word, 3);
        assertThat(word.wake(1, 0b0001)).isEqualTo(1);
        assertThat(set.forward(first.result())).as("a waiter was woken").isTrue();
        Expect.woken(related.result(), 0);
        assertThat(foreign.isDone()).as("a wait on other bits is over").isFalse();
        assertThat(word.wakeAll()).isEqualTo(1);
        Expect.woken(foreign.result(), 0);
    }

    /**
     * The first waiter takes a token from the lowest word that holds one, whichever word its wait
     * reports. If it was woken by the other word, the second waiter gets that word's token only if
     * the first one forwards the wake.
     */
    @Test
    default void rule22_noWaiterSleepsWhenAnotherActsOnALowerIndex() {
        WaitSet set = fixture().words().set(2);
        FutexWord low = set.word(0);
        FutexWord high = set.word(1);
        for (int round = 0; round < fixture().rounds(1_000); round++) {
            TestThread<Integer> first = fixture().threads().start("first", () -> takeLowest(set));
            fixture().untilWaiting(set, 1);
            TestThread<WaitResult> second = fixture().waiter("second", WaitSet.of(high));
            fixture().untilWaiting(high, 2);
            fixture().threads().start("waker", () -> putToken(low));
            putToken(high);
            if (first.result() == 1) {
                putToken(high); // the first waiter has taken the token that the second one needs
            }
            Expect.ready(second.result(), 0);
            fixture().threads().joinAndForget();
            low.set(0);
            high.set(0);
        }
    }

    private int takeLowest(WaitSet set) throws InterruptedException {
        WaitResult result = waitAny().await(set, Deadline.never());
        int index = set.word(0).get() == 1 ? 0 : result.index();
        set.word(index).set(0);
        if (index < result.index()) {
            set.forward(result);
        }
        return index;
    }

    private static int putToken(FutexWord word) {
        word.set(1);
        return word.wakeOne();
    }
}
