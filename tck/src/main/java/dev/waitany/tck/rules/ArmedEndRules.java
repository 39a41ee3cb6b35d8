/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.tck.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waitany.ArmedSet;
import dev.waitany.Deadline;
import dev.waitany.WaitResult;
import dev.waitany.WaitSet;
import dev.waitany.tck.fixture.ContractRules;
import dev.waitany.tck.fixture.Expect;
import dev.waitany.tck.fixture.TestThread;
import dev.waitany.tck.fixture.TestWords;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Rule 16: an armed set belongs to the thread that armed it, and any thread may close it. */
public interface ArmedEndRules extends ContractRules {
    @Test
    default void rule16_callByAnotherThreadIsRefused() {
        try (ArmedSet armed = waitAny().arm(fixture().words().set(1))) {
            TestThread<WaitResult> stranger =
                    fixture().threads().start("stranger", () -> armed.await(Deadline.now()));
            assertThat(stranger.failure())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("stranger");
        }
    }

    @Test
    default void rule16_waitOnTheSetIsRefusedUntilItIsClosed() throws Exception {
        WaitSet set = fixture().words().set(1);
        try (ArmedSet armed = waitAny().arm(set)) {
            assertThatThrownBy(() -> waitAny().await(armed.set(), Deadline.now()))
                    .isInstanceOf(IllegalStateException.class);
        }
        Expect.timedOut(waitAny().await(set.refresh(), Deadline.now()));
    }

    @Test
    default void rule16_closedSetRefusesCalls() {
        ArmedSet armed = waitAny().arm(fixture().words().set(1));
        armed.close();
        assertThatThrownBy(() -> armed.await(Deadline.now()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
        assertThatThrownBy(() -> armed.rearm(0, 1)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    default void rule16_closeByAnotherThreadCancelsTheCall() {
        WaitSet set = fixture().words().set(3);
        AtomicReference<ArmedSet> armed = new AtomicReference<>();
        TestThread<WaitResult> owner =
                fixture()
                        .threads()
                        .start(
                                "owner",
                                () -> {
                                    armed.set(waitAny().arm(set));
                                    return armed.get().await(Deadline.never());
                                });
        fixture().untilWaiting(set, 1);
        armed.get().close();
        Expect.cancelled(owner.result());
        assertThat(set.word(1).wakeAll()).as("waiters left").isZero();
    }

    @Test
    default void rule16_closeByAnotherThreadBetweenCallsLeavesNothingArmed() throws Exception {
        WaitSet set = fixture().words().set(3);
        ArmedSet armed = armedByAnEndedCall(set).result();
        armed.close();
        assertNothingWaits(set);
        Expect.timedOut(waitAny().await(set, Deadline.now()));
    }

    @Test
    default void rule16_setOfADeadOwnerCanBeClosed() throws Exception {
        WaitSet set = fixture().words().set(2);
        TestThread<ArmedSet> owner = armedByAnEndedCall(set);
        ArmedSet armed = owner.result();
        owner.thread().join();
        armed.close();
        assertNothingWaits(set);
        Expect.timedOut(waitAny().await(set, Deadline.now()));
    }

    /** A thread that arms the set, makes one call that times out, and ends. */
    private TestThread<ArmedSet> armedByAnEndedCall(WaitSet set) {
        return fixture()
                .threads()
                .start(
                        "owner",
                        () -> {
                            ArmedSet armed = waitAny().arm(set);
                            Expect.timedOut(armed.await(fixture().soon()));
                            return armed;
                        });
    }

    private static void assertNothingWaits(WaitSet set) {
        for (int i = 0; i < set.size(); i++) {
            assertThat(TestWords.waiters(set.word(i))).as("waiters of word " + i).isZero();
        }
    }
}
