/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.tck.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waitany.ArmedSet;
import dev.waitany.Deadline;
import dev.waitany.FutexWord;
import dev.waitany.WaitResult;
import dev.waitany.WaitSet;
import dev.waitany.tck.fixture.ContractRules;
import dev.waitany.tck.fixture.Expect;
import dev.waitany.tck.fixture.TestThread;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Rule 12: a call on an armed set ends for one word, which stays disarmed until it is rearmed. */
public interface ArmedCallRules extends ContractRules {
    @Test
    default void rule12_wakeEndsTheCallAndDisarmsThatWordOnly() throws Exception {
        WaitSet set = fixture().words().set(4);
        FutexWord go = fixture().words().one();
        TestThread<WaitResult> owner =
                fixture()
                        .threads()
                        .start(
                                "owner",
                                () -> {
                                    try (ArmedSet armed = waitAny().arm(set)) {
                                        Expect.woken(armed.await(Deadline.never()), 2);
                                        go.set(1);
                                        return armed.await(Deadline.never());
                                    }
                                });
        fixture().untilWaiting(set, 1);
        assertThat(set.word(2).wakeOne()).isEqualTo(1);
        fixture().until(() -> go.get() == 1, () -> "the first call ended");
        fixture().untilWaiting(set.word(3), 1);
        assertThat(set.word(2).wakeOne()).as("waiters on the disarmed word").isZero();
        assertThat(set.word(3).wakeOne()).isEqualTo(1);
        Expect.woken(owner.result(), 3);
    }

    @Test
    default void rule12_manyRoundsReportEveryWord() throws Exception {
        for (int size : fixture().sizes()) {
            WaitSet set = fixture().words().set(size);
            try (ArmedSet armed = waitAny().arm(set)) {
                for (int i = 0; i < 2 * size; i++) {
                    int index = i % size;
                    int value = set.word(index).getAndAdd(1) + 1;
                    set.word(index).wakeOne();
                    Expect.ready(armed.await(Deadline.never()), index);
                    armed.rearm(index, value);
                }
                Expect.timedOut(armed.await(Deadline.after(Duration.ofMillis(1))));
            }
        }
    }

    @Test
    default void rule12_rearmOfAnOutdatedValueIsChanged() throws Exception {
        WaitSet set = fixture().words().set(3);
        set.word(2).set(1);
        set.word(1).set(1);
        try (ArmedSet armed = waitAny().arm(set.expect(1, 0).expect(2, 0))) {
            Expect.changed(armed.await(Deadline.never()), 1);
            Expect.changed(armed.await(Deadline.never()), 2);
            armed.rearm(2, 5);
            Expect.changed(armed.await(Deadline.never()), 2);
            armed.rearm(2, 1);
            armed.rearm(1, 1);
            Expect.timedOut(armed.await(Deadline.now()));
        }
    }

    @Test
    default void rule12_rearmOfAnArmedWordIsRefused() {
        try (ArmedSet armed = waitAny().arm(fixture().words().set(1))) {
            assertThatThrownBy(() -> armed.rearm(0, 0))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("armed");
            assertThatThrownBy(() -> armed.rearm(1, 0))
                    .isInstanceOf(IndexOutOfBoundsException.class);
        }
    }

    @Test
    default void rule12_callWithoutAnArmedWordIsRefused() throws Exception {
        WaitSet set = fixture().words().set(1);
        try (ArmedSet armed = waitAny().arm(set)) {
            set.word(0).set(1);
            set.word(0).wakeOne();
            Expect.ready(armed.await(Deadline.never()), 0);
            assertThatThrownBy(() -> armed.await(Deadline.now()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("rearm");
        }
    }
}
