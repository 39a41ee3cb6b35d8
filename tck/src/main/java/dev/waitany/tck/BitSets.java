/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.waitany.Deadline;
import dev.waitany.FutexWord;
import dev.waitany.WaitResult;
import dev.waitany.WaitSet;
import org.junit.jupiter.api.Test;

/** The bitset of a set, where the strategy honours it; elsewhere it is refused. */
public interface BitSets extends Subject {
    @Test
    default void bitset_wakeWithoutACommonBitPassesTheWaitBy() {
        assumeTrue(
                waitAny().capabilities().bitset(), () -> waitAny().name() + " honours no bitset");
        WaitSet set = scene().words().set(3).bitset(0b0110);
        Actor<WaitResult> waiter = scene().waiter("waiter", set);
        scene().untilWaiting(set, 1);
        assertThat(set.word(1).wake(1, 0b1001)).as("waiters with other bits").isZero();
        assertThat(waiter.isDone()).isFalse();
        assertThat(set.word(1).wake(1, 0b0100)).isEqualTo(1);
        Expect.woken(waiter.result(), 1);
    }

    @Test
    default void bitset_plainWakeFindsEveryWaiter() {
        assumeTrue(
                waitAny().capabilities().bitset(), () -> waitAny().name() + " honours no bitset");
        WaitSet set = scene().words().set(1).bitset(0x8000_0000);
        Actor<WaitResult> waiter = scene().waiter("waiter", set);
        scene().untilWaiting(set, 1);
        assertThat(set.word(0).wakeOne()).isEqualTo(1);
        Expect.woken(waiter.result(), 0);
    }

    @Test
    default void bitset_isRefusedWhereItCannotBeHonoured() {
        assumeFalse(waitAny().capabilities().bitset(), () -> waitAny().name() + " honours bitsets");
        WaitSet set = scene().words().set(2).bitset(1);
        assertThatThrownBy(() -> waitAny().await(set, Deadline.now()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("bitset");
    }

    @Test
    default void bitset_ofNoBitsIsRefused() {
        FutexWord word = scene().words().one();
        assertThatThrownBy(() -> WaitSet.of(word).bitset(0))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> word.wake(1, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> word.wake(-1)).isInstanceOf(IllegalArgumentException.class);
    }
}
