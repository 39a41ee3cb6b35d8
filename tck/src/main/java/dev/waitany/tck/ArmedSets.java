/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.waitany.ArmedSet;
import dev.waitany.Deadline;
import dev.waitany.FutexWord;
import dev.waitany.WaitResult;
import dev.waitany.WaitSet;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Armed sets: one word ends a call, and is armed again when asked for. */
public interface ArmedSets extends Subject {
    @Test
    default void armed_wakeEndsTheCallAndDisarmsThatWordOnly() throws Exception {
        WaitSet set = scene().words().set(4);
        FutexWord go = scene().words().one();
        Actor<WaitResult> owner =
                scene().actors()
                        .start(
                                "owner",
                                () -> {
                                    try (ArmedSet armed = waitAny().arm(set)) {
                                        Expect.woken(armed.await(Deadline.never()), 2);
                                        go.set(1);
                                        return armed.await(Deadline.never());
                                    }
                                });
        scene().untilWaiting(set, 1);
        assertThat(set.word(2).wakeOne()).isEqualTo(1);
        scene().until(() -> go.get() == 1, () -> "the first call ended");
        scene().untilWaiting(set.word(3), 1);
        assertThat(set.word(2).wakeOne()).as("waiters on the word that is not armed").isZero();
        assertThat(set.word(3).wakeOne()).isEqualTo(1);
        Expect.woken(owner.result(), 3);
    }

    @Test
    default void armed_manyRoundsReportEveryWord() throws Exception {
        for (int size : scene().sizes()) {
            WaitSet set = scene().words().set(size);
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
    default void armed_wakeBetweenCallsIsCountedAndDelivered() throws Exception {
        assumeTrue(
                waitAny().capabilities().staysArmed(),
                () -> waitAny().name() + " keeps no set armed");
        WaitSet set = scene().words().set(3);
        try (ArmedSet armed = waitAny().arm(set)) {
            Expect.timedOut(armed.await(Deadline.at(System.nanoTime() + 10_000)));
            assertThat(set.word(2).wakeOne()).as("waiters between calls").isEqualTo(1);
            assertThat(set.word(0).wakeOne()).as("waiters between calls").isEqualTo(1);
            assertThat(set.word(0).wakeOne()).as("a second wake").isZero();
            Expect.woken(armed.await(Deadline.now()), 2);
            Expect.woken(armed.await(Deadline.now()), 0);
            Expect.timedOut(armed.await(Deadline.now()));
        }
    }

    @Test
    default void armed_changeBetweenCallsEndsTheNext() throws Exception {
        WaitSet set = scene().words().set(3);
        try (ArmedSet armed = waitAny().arm(set)) {
            Expect.timedOut(armed.await(Deadline.at(System.nanoTime() + 10_000)));
            set.word(1).set(1);
            set.word(1).wakeOne();
            Expect.ready(armed.await(Deadline.never()), 1);
        }
    }

    @Test
    default void armed_rearmOfAnOutdatedValueIsChanged() throws Exception {
        WaitSet set = scene().words().set(3);
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
    default void armed_bothClocksTimeOutAndNeverEarly() throws Exception {
        WaitSet set = scene().words().set(2);
        try (ArmedSet armed = waitAny().arm(set)) {
            for (int i = 0; i < scene().rounds(50); i++) {
                long point = System.nanoTime() + 50_000;
                Expect.timedOut(armed.await(Deadline.at(point)));
                assertThat(System.nanoTime() - point).as("ns late").isNotNegative();
                Instant time = Instant.now().plusNanos(50_000);
                Expect.timedOut(armed.await(Deadline.atTime(time)));
                assertThat(Duration.between(time, Instant.now()))
                        .isGreaterThanOrEqualTo(Duration.ZERO);
            }
            set.word(1).set(1);
            set.word(1).wakeOne();
            Expect.ready(armed.await(Deadline.atTime(Instant.now().plusSeconds(3600))), 1);
            armed.rearm(1, 1);
            Expect.timedOut(armed.await(Deadline.atTime(Instant.now().plusMillis(1))));
        }
    }

    @Test
    default void armed_misuseIsRefused() throws Exception {
        WaitSet set = scene().words().set(1);
        ArmedSet armed = waitAny().arm(set);
        assertThatThrownBy(() -> armed.rearm(0, 0))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("armed");
        assertThatThrownBy(() -> armed.rearm(1, 0)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> waitAny().await(set, Deadline.now()))
                .isInstanceOf(IllegalStateException.class);
        Actor<WaitResult> stranger =
                scene().actors().start("stranger", () -> armed.await(Deadline.now()));
        assertThat(stranger.failure())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("stranger");
        set.word(0).set(1);
        set.word(0).wakeOne();
        Expect.ready(armed.await(Deadline.never()), 0);
        assertThatThrownBy(() -> armed.await(Deadline.now()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("rearm");
        armed.close();
        assertThatThrownBy(() -> armed.await(Deadline.now()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
        assertThatThrownBy(() -> armed.rearm(0, 1)).isInstanceOf(IllegalStateException.class);
        Expect.timedOut(waitAny().await(set.refresh(), Deadline.now()));
    }

    @Test
    default void armed_batchTakesAllThatAreReadyAndLeavesTheRestForTheNext() throws Exception {
        int size = Math.min(20, waitAny().capabilities().maxWords());
        WaitSet set = scene().words().set(size);
        int[] ready = new int[size / 2 + 1];
        boolean[] seen = new boolean[size];
        try (ArmedSet armed = waitAny().arm(set)) {
            assertThat(armed.await(ready, Deadline.at(System.nanoTime() + 10_000))).isZero();
            for (int i = 0; i < size; i++) {
                set.word(i).set(1);
                set.word(i).wakeOne();
            }
            int first = armed.await(ready, Deadline.never());
            assertThat(first).as("as many as there is room for").isEqualTo(ready.length);
            mark(seen, ready, first);
            int second = armed.await(ready, Deadline.never());
            assertThat(second).as("the rest").isEqualTo(size - ready.length);
            mark(seen, ready, second);
            assertThat(seen).doesNotContain(false);
            assertThatThrownBy(() -> armed.await(ready, Deadline.now()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("rearm");
            assertThatThrownBy(() -> armed.await(new int[0], Deadline.now()))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    /** A word that is always ready again must not keep the others from their turn. */
    @Test
    default void armed_noReadyWordStarves() throws Exception {
        WaitSet set = scene().words().set(3);
        try (ArmedSet armed = waitAny().arm(set)) {
            int[] turns = new int[3];
            for (int i = 0; i < 3; i++) {
                set.word(i).getAndAdd(1);
                set.word(i).wakeOne();
            }
            for (int round = 0; round < 300; round++) {
                int index = armed.await(Deadline.never()).index();
                turns[index]++;
                armed.rearm(index, set.word(index).get());
                set.word(index).getAndAdd(1);
                set.word(index).wakeOne();
            }
            assertThat(turns).as("turns of three words that are always ready").doesNotContain(0);
        }
    }

    private static void mark(boolean[] seen, int[] ready, int count) {
        for (int i = 0; i < count; i++) {
            assertThat(seen[ready[i]]).as("word %d delivered twice", ready[i]).isFalse();
            seen[ready[i]] = true;
        }
    }

    @Test
    default void armed_worksOnAVirtualThread() {
        WaitSet set = scene().words().set(3);
        Actor<WaitResult> owner =
                scene().actors()
                        .startVirtual(
                                "virtual",
                                () -> {
                                    try (ArmedSet armed = waitAny().arm(set)) {
                                        Expect.woken(armed.await(Deadline.never()), 1);
                                        armed.rearm(1, 0);
                                        return armed.await(Deadline.never());
                                    }
                                });
        scene().untilWaiting(set, 1);
        assertThat(set.word(1).wakeOne()).isEqualTo(1);
        scene().untilWaiting(set, 1);
        assertThat(set.word(0).wakeOne()).isEqualTo(1);
        Expect.woken(owner.result(), 0);
    }
}
