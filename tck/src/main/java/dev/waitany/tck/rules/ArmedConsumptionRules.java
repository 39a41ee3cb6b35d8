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
import dev.waitany.tck.fixture.TestWords;
import dev.waitany.tck.fixture.Trait;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Rule 18: an armed set consumes a wake when it comes, also while its owner is busy.
 *
 * <p>In each test an armed set and a thread have a word in common. The owner of the set makes one
 * call, so that the set is armed if the strategy keeps it armed. Then the owner does something else
 * while the word is woken.
 */
public interface ArmedConsumptionRules extends ContractRules {
    /** The other thread sleeps on although the word was changed and woken: the rule's hazard. */
    @TestWhere(Trait.STAYS_ARMED)
    default void rule18_wakeOfOneIsConsumedWhileTheOwnerIsBusy() throws Exception {
        FutexWord word = fixture().words().one();
        TestThread<WaitResult> other;
        try (ArmedSet armed = waitAny().arm(WaitSet.of(fixture().words().one(), word))) {
            Expect.timedOut(armed.await(fixture().soon()));
            other = fixture().waiter("other", WaitSet.of(word));
            fixture().untilWaiting(word, 2);
            word.getAndAdd(1);
            assertThat(word.wakeOne()).as("waiters woken").isEqualTo(1);
            assertThat(TestWords.waiters(word)).as("waiters left: the other thread").isEqualTo(1);
            assertThat(other.isDone()).as("the other thread was woken").isFalse();
            Expect.woken(armed.await(Deadline.never()), 1);
            assertThat(other.isDone()).as("the delivered wake was forwarded").isFalse();
            assertThat(word.wakeOne()).as("waiters woken").isEqualTo(1);
        }
        Expect.woken(other.result(), 0);
    }

    @TestWhere(Trait.ARMS_FOR_EACH_CALL)
    default void rule18_wakeOfOneReachesTheOtherWaiterWhileTheOwnerIsBusy() throws Exception {
        FutexWord word = fixture().words().one();
        try (ArmedSet armed = waitAny().arm(WaitSet.of(fixture().words().one(), word))) {
            Expect.timedOut(armed.await(fixture().soon()));
            TestThread<WaitResult> other = fixture().waiter("other", WaitSet.of(word));
            fixture().untilWaiting(word, 1);
            fixture().changeForACountedWake(word);
            assertThat(word.wakeOne()).as("waiters woken").isEqualTo(1);
            Expect.woken(other.result(), 0);
            word.getAndAdd(1);
            Expect.changed(armed.await(Deadline.never()), 1);
        }
    }

    /** The remedy, for every strategy: a wake of all reaches the armed set and every waiter. */
    @Test
    default void rule18_wakeOfAllReachesTheArmedSetAndEveryWaiter() throws Exception {
        FutexWord word = fixture().words().one();
        List<TestThread<WaitResult>> others = new ArrayList<>();
        try (ArmedSet armed = waitAny().arm(WaitSet.of(fixture().words().one(), word))) {
            Expect.timedOut(armed.await(fixture().soon()));
            int queued = TestWords.waiters(word);
            for (int i = 0; i < 3; i++) {
                others.add(fixture().waiter("other " + i, WaitSet.of(word)));
            }
            fixture().untilWaiting(word, queued + 3);
            fixture().changeForACountedWake(word);
            assertThat(word.wakeAll()).as("waiters woken").isEqualTo(queued + 3);
            others.forEach(other -> Expect.woken(other.result(), 0));
            word.getAndAdd(1);
            Expect.ready(armed.await(Deadline.never()), 1);
        }
    }
}
