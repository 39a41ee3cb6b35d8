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
import dev.waitany.tck.fixture.WakeRace;
import java.lang.foreign.Arena;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rule 6: a wait on a virtual thread parks that thread only. */
public interface VirtualThreadRules extends ContractRules {
    @Test
    default void rule06_manyMoreBlockedWaitsThanCarriersLeaveTheCarriersFree() {
        int waits = 4 * Runtime.getRuntime().availableProcessors() + 16;
        List<WaitSet> sets = new ArrayList<>();
        List<TestThread<WaitResult>> waiters = new ArrayList<>();
        for (int i = 0; i < waits; i++) {
            WaitSet set = fixture().words().set(2);
            sets.add(set);
            waiters.add(
                    fixture()
                            .threads()
                            .startVirtual(
                                    "virtual " + i, () -> waitAny().await(set, Deadline.never())));
        }
        sets.forEach(set -> fixture().untilWaiting(set, 1));
        for (int i = 0; i < waits; i++) {
            assertThat(fixture().threads().startVirtual("passer-by", () -> true).result()).isTrue();
        }
        for (int i = 0; i < waits; i++) {
            assertThat(sets.get(i).word(i % 2).wakeOne()).isEqualTo(1);
            Expect.woken(waiters.get(i).result(), i % 2);
        }
    }

    @Test
    default void rule06_interruptEndsAVirtualWait() {
        WaitSet set = fixture().words().set(2);
        TestThread<WaitResult> waiter =
                fixture()
                        .threads()
                        .startVirtual("virtual", () -> waitAny().await(set, Deadline.never()));
        fixture().untilWaiting(set, 1);
        waiter.thread().interrupt();
        assertThat(waiter.failure()).isInstanceOf(InterruptedException.class);
        assertThat(set.word(0).wakeAll()).as("waiters left").isZero();
    }

    @Test
    default void rule06_deadlinesAndChangedWordsEndVirtualWaits() {
        WaitSet set = fixture().words().set(2);
        TestThread<WaitResult> timed =
                fixture()
                        .threads()
                        .startVirtual(
                                "timed",
                                () -> waitAny().await(set, Deadline.after(Duration.ofMillis(5))));
        Expect.timedOut(timed.result());
        set.word(1).set(1);
        TestThread<WaitResult> changed =
                fixture()
                        .threads()
                        .startVirtual("changed", () -> waitAny().await(set, Deadline.never()));
        Expect.changed(changed.result(), 1);
    }

    @Test
    default void rule06_virtualInterruptRacingWithAWakeLosesNeither() {
        FutexWord word = fixture().words().one();
        for (int round = 0; round < fixture().rounds(300); round++) {
            WaitSet set = WaitSet.of(word, fixture().words().one());
            WakeRace.run(this, set, work -> fixture().threads().startVirtual("virtual", work));
        }
    }

    @Test
    default void rule06_confinedWordsAreRefused() {
        TestThread<WaitResult> waiter =
                fixture()
                        .threads()
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

    @Test
    default void rule06_armedSetWorksOnAVirtualThread() {
        WaitSet set = fixture().words().set(3);
        TestThread<WaitResult> owner =
                fixture()
                        .threads()
                        .startVirtual(
                                "virtual",
                                () -> {
                                    try (ArmedSet armed = waitAny().arm(set)) {
                                        Expect.woken(armed.await(Deadline.never()), 1);
                                        armed.rearm(1, 0);
                                        return armed.await(Deadline.never());
                                    }
                                });
        fixture().untilWaiting(set, 1);
        assertThat(set.word(1).wakeOne()).isEqualTo(1);
        fixture().untilWaiting(set, 1);
        assertThat(set.word(0).wakeOne()).isEqualTo(1);
        Expect.woken(owner.result(), 0);
    }

    /** The interrupts come before, during and after the calls. */
    @Test
    default void rule06_everyInterruptOfAnArmedCallIsSeen() {
        WaitSet set = fixture().words().set(2);
        FutexWord seen = fixture().words().one();
        int rounds = fixture().rounds(300);
        TestThread<Integer> owner =
                fixture()
                        .threads()
                        .startVirtual("virtual", () -> countInterrupts(set, seen, rounds));
        for (int round = 1; round <= rounds; round++) {
            int mine = round;
            owner.thread().interrupt();
            fixture().until(() -> seen.get() == mine, () -> "interrupt " + mine + " was seen");
        }
        assertThat(owner.result()).isEqualTo(rounds);
    }

    private int countInterrupts(WaitSet set, FutexWord seen, int rounds) {
        try (ArmedSet armed = waitAny().arm(set)) {
            for (int round = 1; round <= rounds; round++) {
                assertThatThrownBy(() -> armed.await(Deadline.never()))
                        .isInstanceOf(InterruptedException.class);
                seen.set(round);
            }
        }
        return rounds;
    }

    /** Virtual threads pass a turn around: each parks until its turn has come. */
    @Test
    default void rule06_virtualThreadsWakeEachOther() {
        int threads = 8;
        int laps = fixture().rounds(100);
        FutexWord turn = fixture().words().one();
        List<TestThread<Integer>> runners = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            int place = i;
            runners.add(
                    fixture()
                            .threads()
                            .startVirtual("runner " + i, () -> run(turn, place, threads, laps)));
        }
        runners.forEach(runner -> assertThat(runner.result()).isEqualTo(laps));
    }

    private int run(FutexWord turn, int place, int threads, int laps) throws InterruptedException {
        WaitSet set = WaitSet.of(fixture().words().one(), turn);
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
