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
import java.lang.foreign.Arena;
import org.junit.jupiter.api.Test;

/** Rule 10: what is visible after a wait, and how long the memory of words stays. */
@SuppressWarnings("MustBeClosed") // these tests close arenas at unusual times
public interface MemoryRules extends ContractRules {
    @Test
    default void rule10_whatWasDoneBeforeTheChangeIsSeenAfterTheWait() throws Exception {
        WaitSet set = fixture().words().set(2);
        FutexWord taken = fixture().words().one();
        int rounds = fixture().rounds(10_000);
        int[] plain = new int[1]; // published by the word alone
        TestThread<Integer> waker =
                fixture()
                        .threads()
                        .start(
                                "waker",
                                () -> {
                                    for (int round = 1; round <= rounds; round++) {
                                        plain[0] = round;
                                        set.word(1).set(round);
                                        set.word(1).wakeOne();
                                        while (taken.get() != round) {
                                            Thread.onSpinWait();
                                        }
                                    }
                                    return rounds;
                                });
        for (int round = 1; round <= rounds; round++) {
            while (set.word(1).get() != round) { // the wake of an earlier change may come late
                waitAny().await(set, Deadline.never());
                set.expect(1, set.word(1).get());
            }
            assertThat(plain[0]).as("written before the change").isEqualTo(round);
            taken.set(round);
        }
        assertThat(waker.result()).isEqualTo(rounds);
    }

    @Test
    default void rule10_closingAnArenaUnderABlockedWaitIsRefused() {
        Arena arena = Arena.ofShared();
        WaitSet set = WaitSet.of(fixture().words().one(), FutexWord.allocate(arena));
        TestThread<WaitResult> waiter = fixture().waiter("waiter", set);
        fixture().untilWaiting(set, 1);
        assertThatThrownBy(arena::close).isInstanceOf(IllegalStateException.class);
        assertThat(set.word(1).wakeOne()).isEqualTo(1);
        Expect.woken(waiter.result(), 1);
        fixture().until(() -> closes(arena), () -> "the arena could be closed after the wait");
    }

    @Test
    default void rule10_arenaCanBeClosedWhenNothingWaits() throws Exception {
        for (int round = 0; round < fixture().rounds(100); round++) {
            Arena arena = Arena.ofShared();
            WaitSet set = WaitSet.of(FutexWord.allocate(arena), FutexWord.allocate(arena));
            Expect.timedOut(waitAny().await(set, fixture().soon()));
            arena.close();
        }
    }

    @Test
    default void rule10_armedSetClosedAfterItsArenaSaysSo() throws Exception {
        Arena arena = Arena.ofShared();
        ArmedSet armed = waitAny().arm(WaitSet.of(FutexWord.allocate(arena)));
        Expect.timedOut(armed.await(fixture().soon()));
        arena.close();
        assertThatThrownBy(armed::close)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("arena");
        armed.close();
    }

    private static boolean closes(Arena arena) {
        try {
            arena.close();
            return true;
        } catch (IllegalStateException stillHeld) {
            return false;
        }
    }

    @Test
    default void rule10_eachOfSeveralArenasIsHeldByABlockedWait() {
        Arena[] arenas = new Arena[6];
        FutexWord[] words = new FutexWord[arenas.length];
        for (int i = 0; i < arenas.length; i++) {
            arenas[i] = Arena.ofShared();
            words[i] = FutexWord.allocate(arenas[i]);
        }
        WaitSet set = WaitSet.of(words);
        TestThread<WaitResult> waiter = fixture().waiter("waiter", set);
        fixture().untilWaiting(set, 1);
        for (Arena arena : arenas) {
            assertThatThrownBy(arena::close).isInstanceOf(IllegalStateException.class);
        }
        assertThat(words[3].wakeOne()).isEqualTo(1);
        Expect.woken(waiter.result(), 3);
        for (Arena arena : arenas) {
            fixture().until(() -> closes(arena), () -> "an arena could be closed after the wait");
        }
    }

    @Test
    default void rule10_cancelledFutureReleasesItsArena() {
        for (int round = 0; round < fixture().rounds(100); round++) {
            Arena arena = Arena.ofShared();
            WaitSet set = WaitSet.of(FutexWord.allocate(arena), FutexWord.allocate(arena));
            var future = waitAny().awaitAsync(set, Deadline.never());
            fixture().untilWaiting(set, 1);
            assertThat(future.cancel(true)).isTrue();
            arena.close();
        }
    }
}
