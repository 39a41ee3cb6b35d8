/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.tck.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waitany.Deadline;
import dev.waitany.FutexWord;
import dev.waitany.WaitResult;
import dev.waitany.WaitSet;
import dev.waitany.tck.fixture.ContractRules;
import dev.waitany.tck.fixture.Expect;
import dev.waitany.tck.fixture.TestThread;
import dev.waitany.tck.fixture.TestWhere;
import dev.waitany.tck.fixture.Trait;
import org.junit.jupiter.api.Test;

/** Rule 21: a set's bitset selects the wakes that end a wait, or the set is refused. */
public interface BitsetRules extends ContractRules {
    @TestWhere(Trait.HONOURS_BITSETS)
    default void rule21_wakeWithoutACommonBitDoesNotEndTheWait() {
        WaitSet set = fixture().words().set(3).bitset(0b0110);
        TestThread<WaitResult> waiter = fixture().waiter("waiter", set);
        fixture().untilWaiting(set, 1);
        assertThat(set.word(1).wake(1, 0b1001)).as("waiters with other bits").isZero();
        assertThat(waiter.isDone()).isFalse();
        assertThat(set.word(1).wake(1, 0b0100)).isEqualTo(1);
        Expect.woken(waiter.result(), 1);
    }

    @TestWhere(Trait.HONOURS_BITSETS)
    default void rule21_plainWakeFindsEveryWaiter() {
        WaitSet set = fixture().words().set(1).bitset(0x8000_0000);
        TestThread<WaitResult> waiter = fixture().waiter("waiter", set);
        fixture().untilWaiting(set, 1);
        assertThat(set.word(0).wakeOne()).isEqualTo(1);
        Expect.woken(waiter.result(), 0);
    }

    @TestWhere(Trait.REFUSES_BITSETS)
    default void rule21_bitsetIsRefusedWhereItCannotBeHonoured() {
        WaitSet set = fixture().words().set(2).bitset(1);
        assertThatThrownBy(() -> waitAny().await(set, Deadline.now()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("bitset");
    }

    @Test
    default void rule21_emptyBitsetIsRefused() {
        FutexWord word = fixture().words().one();
        assertThatThrownBy(() -> WaitSet.of(word).bitset(0))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> word.wake(1, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> word.wake(-1)).isInstanceOf(IllegalArgumentException.class);
    }

    /**
     * The first wait is ending for one word while the other is woken. A waiter of other bits is
     * queued before the one that the forwarded wake is for.
     */
    @TestWhere(Trait.HONOURS_BITSETS)
    default void rule21_forwardedWakeGoesToAWaiterOfTheSetsBits() {
        FutexWord both = fixture().words().one();
        WaitSet first = WaitSet.of(both, fixture().words().one()).bitset(0b01);
        WaitSet foreign = WaitSet.of(both).bitset(0b10);
        WaitSet related = WaitSet.of(both).bitset(0b01);
        for (int round = 0; round < fixture().rounds(500); round++) {
            first.refresh();
            TestThread<WaitResult> firstWaiter = fixture().waiter("first", first);
            fixture().untilWaiting(first, 1);
            TestThread<WaitResult> foreignWaiter = fixture().waiter("foreign", foreign.refresh());
            fixture().untilWaiting(both, 2);
            TestThread<WaitResult> relatedWaiter = fixture().waiter("related", related.refresh());
            fixture().untilWaiting(both, 3);
            first.word(1).getAndAdd(1);
            first.word(1).wakeOne();
            both.getAndAdd(1);
            both.wake(1, 0b01);
            if (firstWaiter.result().index() == 0) {
                both.wake(1, 0b01);
            }
            Expect.ready(relatedWaiter.result(), 0);
            both.wakeAll();
            Expect.ready(foreignWaiter.result(), 0);
            fixture().threads().joinAndForget();
        }
    }
}
