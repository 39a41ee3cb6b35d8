/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waitany.Deadline;
import dev.waitany.FutexWord;
import dev.waitany.WaitResult;
import dev.waitany.WaitSet;
import java.lang.foreign.Arena;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rule 6: a wait on a virtual thread parks that thread only. */
public interface VirtualThreads extends Subject {
    @Test
    default void rule06_manyMoreBlockedWaitsThanCarriersLeaveTheCarriersFree() {
        int waits = 4 * Runtime.getRuntime().availableProcessors() + 16;
        List<WaitSet> sets = new ArrayList<>();
        List<Actor<WaitResult>> waiters = new ArrayList<>();
        for (int i = 0; i < waits; i++) {
            WaitSet set = scene().words().set(2);
            sets.add(set);
            waiters.add(
                    scene().actors()
                            .startVirtual(
                                    "virtual " + i, () -> waitAny().await(set, Deadline.never())));
        }
        sets.forEach(set -> scene().untilWaiting(set, 1));
        for (int i = 0; i < waits; i++) {
            assertThat(scene().actors().startVirtual("passer-by", () -> true).result()).isTrue();
        }
        for (int i = 0; i < waits; i++) {
            assertThat(sets.get(i).word(i % 2).wakeOne()).isEqualTo(1);
            Expect.woken(waiters.get(i).result(), i % 2);
        }
    }

    @Test
    default void rule06_interruptEndsAVirtualWait() {
        WaitSet set = scene().words().set(2);
        Actor<WaitResult> waiter =
                scene().actors()
                        .startVirtual("virtual", () -> waitAny().await(set, Deadline.never()));
        scene().untilWaiting(set, 1);
        waiter.thread().interrupt();
        assertThat(waiter.failure()).isInstanceOf(InterruptedException.class);
        assertThat(set.word(0).wakeAll()).as("waiters left").isZero();
    }

    @Test
    default void rule06_deadlinesAndChangedWordsEndVirtualWaits() {
        WaitSet set = scene().words().set(2);
        Actor<WaitResult> timed =
                scene().actors()
                        .startVirtual(
                                "timed",
                                () -> waitAny().await(set, Deadline.after(Duration.ofMillis(5))));
        Expect.timedOut(timed.result());
        set.word(1).set(1);
        Actor<WaitResult> changed =
                scene().actors()
                        .startVirtual("changed", () -> waitAny().await(set, Deadline.never()));
        Expect.changed(changed.result(), 1);
    }

    @Test
    default void rule06_virtualInterruptRacingWithAWakeLosesNeither() {
        FutexWord word = scene().words().one();
        for (int round = 0; round < scene().rounds(300); round++) {
            WaitSet set = WaitSet.of(word, scene().words().one());
            WakeRace.run(this, set, work -> scene().actors().startVirtual("virtual", work));
        }
    }

    @Test
    default void rule06_confinedWordsAreRefused() {
        Actor<WaitResult> waiter =
                scene().actors()
                        .startVirtual(
                                "virtual",
                                () -> {
                                    try (Arena confined = Arena.ofConfined()) {
                                        WaitSet set = WaitSet.of(FutexWord.allocate(confined));
                                        return waitAny().await(set, Deadline.never());
                                    }
                                });
        assertThat(waiter.failure())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("confined");
    }

    /** Virtual threads pass a turn around: each parks until its own has come. */
    @Test
    default void rule06_virtualThreadsWakeEachOther() {
        int threads = 8;
        int laps = scene().rounds(100);
        FutexWord turn = scene().words().one();
        List<Actor<Integer>> runners = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            int place = i;
            runners.add(
                    scene().actors()
                            .startVirtual("runner " + i, () -> run(turn, place, threads, laps)));
        }
        runners.forEach(runner -> assertThat(runner.result()).isEqualTo(laps));
    }

    private int run(FutexWord turn, int place, int threads, int laps) throws InterruptedException {
        WaitSet set = WaitSet.of(scene().words().one(), turn);
        for (int lap = 0; lap < laps; lap++) {
            int mine = lap * threads + place;
            for (int now = turn.get(); now != mine; now = turn.get()) {
                Expect.ready(waitAny().await(set.expect(1, now), Deadline.never()), 1);
            }
            turn.set(mine + 1);
            turn.wakeAll();
        }
        return laps;
    }
}
