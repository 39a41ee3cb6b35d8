/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.tck.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waitany.ArmedSet;
import dev.waitany.FutexWord;
import dev.waitany.WaitResult;
import dev.waitany.WaitSet;
import dev.waitany.tck.fixture.ContractRules;
import dev.waitany.tck.fixture.Expect;
import dev.waitany.tck.fixture.TestThread;
import dev.waitany.tck.fixture.TestWhere;
import dev.waitany.tck.fixture.TestWords;
import dev.waitany.tck.fixture.Trait;
import org.junit.jupiter.api.Test;

/**
 * Rule 17: a wake that an armed set has consumed and no call has delivered is forwarded to another
 * waiter. Where the armed set must be the one that consumes it, the other waiter begins afterwards.
 */
public interface ArmedForwardRules extends ContractRules {
    @TestWhere(Trait.STAYS_ARMED)
    default void rule17_undeliveredWakeIsForwardedByClose() throws Exception {
        FutexWord word = fixture().words().one();
        WaitSet others = WaitSet.of(word);
        ArmedSet armed = waitAny().arm(WaitSet.of(fixture().words().one(), word));
        Expect.timedOut(armed.await(fixture().soon()));
        assertThat(word.wakeOne()).isEqualTo(1);
        TestThread<WaitResult> other = fixture().waiter("other", others);
        fixture().untilWaiting(word, 1);
        armed.close();
        Expect.woken(other.result(), 0);
    }

    /**
     * A thread other than the owner cannot tell which wakes came. It wakes one waiter of each word
     * that was armed.
     */
    @TestWhere(Trait.STAYS_ARMED)
    default void rule17_undeliveredWakeIsForwardedWhenAnotherThreadCloses() throws Exception {
        FutexWord word = fixture().words().one();
        ArmedSet armed = waitAny().arm(WaitSet.of(fixture().words().one(), word));
        Expect.timedOut(armed.await(fixture().soon()));
        assertThat(word.wakeOne()).isEqualTo(1);
        TestThread<WaitResult> other = fixture().waiter("other", WaitSet.of(word));
        fixture().untilWaiting(word, 1);
        TestThread<Boolean> closer =
                fixture()
                        .threads()
                        .start(
                                "closer",
                                () -> {
                                    armed.close();
                                    return true;
                                });
        assertThat(closer.result()).isTrue();
        Expect.woken(other.result(), 0);
    }

    @TestWhere(Trait.STAYS_ARMED)
    default void rule17_undeliveredWakeIsForwardedByRemove() throws Exception {
        FutexWord word = fixture().words().one();
        try (ArmedSet armed = waitAny().arm(WaitSet.of(fixture().words().one(), word))) {
            Expect.timedOut(armed.await(fixture().soon()));
            assertThat(word.wakeOne()).isEqualTo(1);
            TestThread<WaitResult> other = fixture().waiter("other", WaitSet.of(word));
            fixture().untilWaiting(word, 1);
            armed.remove(1);
            Expect.woken(other.result(), 0);
        }
    }

    @Test
    default void rule17_wakesRacingWithRemoveAreDeliveredOrForwarded() throws Exception {
        FutexWord word = fixture().words().one();
        for (int round = 0; round < fixture().rounds(300); round++) {
            TestThread<WaitResult> other;
            TestThread<Boolean> waker;
            try (ArmedSet armed = waitAny().arm(WaitSet.of(fixture().words().one(), word))) {
                Expect.timedOut(armed.await(fixture().soon()));
                other = fixture().waiter("other", WaitSet.of(word));
                fixture().until(() -> TestWords.waiters(word) > 0, () -> "the other thread waited");
                waker =
                        fixture()
                                .threads()
                                .start(
                                        "waker",
                                        () -> {
                                            word.getAndAdd(1);
                                            word.wakeOne();
                                            return true;
                                        });
                armed.remove(1);
                assertThat(waker.result()).isTrue();
            }
            Expect.ready(other.result(), 0);
            fixture().threads().joinAndForget();
        }
    }
}
