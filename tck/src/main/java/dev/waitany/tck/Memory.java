/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waitany.ArmedSet;
import dev.waitany.Deadline;
import dev.waitany.FutexWord;
import dev.waitany.WaitResult;
import dev.waitany.WaitSet;
import java.lang.foreign.Arena;
import org.junit.jupiter.api.Test;

/** Rule 10: what a wait that ends makes visible, and memory that must outlive it. */
@SuppressWarnings("MustBeClosed") // arenas are closed at odd times here, which is the point
public interface Memory extends Subject {
    @Test
    default void rule10_whatWasDoneBeforeTheChangeIsSeenAfterTheWait() throws Exception {
        WaitSet set = scene().words().set(2);
        FutexWord taken = scene().words().one();
        int rounds = scene().rounds(10_000);
        int[] plain = new int[1]; // published by the word alone
        Actor<Integer> waker =
                scene().actors()
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
            while (set.word(1).get() != round) { // a wake may come late, for the change before
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
        WaitSet set = WaitSet.of(scene().words().one(), FutexWord.allocate(arena));
        Actor<WaitResult> waiter = scene().waiter("waiter", set);
        scene().untilWaiting(set, 1);
        assertThatThrownBy(arena::close).isInstanceOf(IllegalStateException.class);
        assertThat(set.word(1).wakeOne()).isEqualTo(1);
        Expect.woken(waiter.result(), 1);
        scene().until(() -> closes(arena), () -> "the arena could be closed after the wait");
    }

    @Test
    default void rule10_arenaMayGoWhenNothingWaits() throws Exception {
        for (int round = 0; round < scene().rounds(100); round++) {
            Arena arena = Arena.ofShared();
            WaitSet set = WaitSet.of(FutexWord.allocate(arena), FutexWord.allocate(arena));
            Expect.timedOut(waitAny().await(set, Deadline.at(System.nanoTime() + 10_000)));
            arena.close();
        }
    }

    @Test
    default void rule10_armedSetClosedAfterItsArenaSaysSo() throws Exception {
        Arena arena = Arena.ofShared();
        ArmedSet armed = waitAny().arm(WaitSet.of(FutexWord.allocate(arena)));
        Expect.timedOut(armed.await(Deadline.at(System.nanoTime() + 10_000)));
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
        Actor<WaitResult> waiter = scene().waiter("waiter", set);
        scene().untilWaiting(set, 1);
        for (Arena arena : arenas) {
            assertThatThrownBy(arena::close).isInstanceOf(IllegalStateException.class);
        }
        assertThat(words[3].wakeOne()).isEqualTo(1);
        Expect.woken(waiter.result(), 3);
        for (Arena arena : arenas) {
            scene().until(() -> closes(arena), () -> "an arena could be closed after the wait");
        }
    }

    @Test
    default void rule10_cancelledFutureLetsItsArenaGo() {
        for (int round = 0; round < scene().rounds(100); round++) {
            Arena arena = Arena.ofShared();
            WaitSet set = WaitSet.of(FutexWord.allocate(arena), FutexWord.allocate(arena));
            var future = waitAny().awaitAsync(set, Deadline.never());
            scene().untilWaiting(set, 1);
            assertThat(future.cancel(true)).isTrue();
            arena.close();
        }
    }
}
