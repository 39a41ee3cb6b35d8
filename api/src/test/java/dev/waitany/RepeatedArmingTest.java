/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.waitany.spi.Outcome;
import dev.waitany.spi.StrategyAccess;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Armed sets of a strategy that arms them for each call: which words a call takes and reports. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RepeatedArmingTest {
    private final Arena arena = Arena.ofShared();
    private final FutexWord[] words = new FutexWord[4];
    private final WaitSet set;
    private final ScriptedBackend backend = new ScriptedBackend();
    private final WaitAny waitAny = StrategyAccess.open("scripted", backend);

    RepeatedArmingTest() {
        for (int i = 0; i < words.length; i++) {
            words[i] = FutexWord.allocate(arena);
        }
        set = WaitSet.of(words);
    }

    @AfterEach
    void free() {
        waitAny.close();
        arena.close();
    }

    @Test
    void callTakesTheArmedWordsOnlyAndReportsTheirPlaces() throws Exception {
        List<Integer> sizes = new ArrayList<>();
        backend.script(
                (waited, surplus) -> {
                    sizes.add(waited.size());
                    return waited.size() - 1;
                });
        try (ArmedSet armed = waitAny.arm(set)) {
            for (int left = 4; left > 0; left--) {
                assertThat(armed.await(Deadline.never())).hasToString(woken(left - 1).toString());
            }
            assertThatIllegalStateException().isThrownBy(() -> armed.await(Deadline.never()));
            armed.rearm(2, 0);
            assertThat(armed.await(Deadline.never()).index()).isEqualTo(2);
        }
        assertThat(sizes).containsExactly(4, 3, 2, 1, 1);
    }

    @Test
    void surplusWakesAreDeliveredByTheNextCallsInTurn() throws Exception {
        backend.script(
                (_, surplus) -> {
                    surplus.add(3);
                    surplus.add(0);
                    return 1;
                });
        try (ArmedSet armed = waitAny.arm(set)) {
            assertThat(armed.await(Deadline.never()).index()).isEqualTo(1);
            backend.script((_, _) -> Outcome.TIMED_OUT);
            assertThat(armed.await(Deadline.now())).hasToString(woken(3).toString());
            assertThat(armed.await(Deadline.now())).hasToString(woken(0).toString());
            assertThat(armed.await(Deadline.now()).kind()).isEqualTo(WaitResult.Kind.TIMED_OUT);
        }
    }

    @Test
    void surplusWakesOfSomeWordsAreThoseOfTheirPlaces() throws Exception {
        backend.script((_, _) -> 0);
        try (ArmedSet armed = waitAny.arm(set)) {
            assertThat(armed.await(Deadline.never()).index()).isZero();
            backend.script(
                    (_, surplus) -> {
                        surplus.add(2);
                        return 0;
                    });
            assertThat(armed.await(Deadline.never()).index()).isEqualTo(1);
            assertThat(armed.await(Deadline.now())).hasToString(woken(3).toString());
        }
    }

    @Test
    void changedWordsAreReportedInTurn() throws Exception {
        for (FutexWord word : words) {
            word.set(1);
        }
        try (ArmedSet armed = waitAny.arm(set)) {
            for (int round = 0; round < 2; round++) {
                for (int i = 0; i < words.length; i++) {
                    WaitResult result = armed.await(Deadline.now());
                    assertThat(result.kind()).isEqualTo(WaitResult.Kind.CHANGED);
                    assertThat(result.index()).isEqualTo(i);
                    armed.rearm(i, 0);
                }
            }
        }
    }

    @Test
    void changeThatTheKernelSawIsFoundAmongTheArmedWords() throws Exception {
        backend.script(
                (_, _) -> {
                    words[2].set(1);
                    return Outcome.CHANGED;
                });
        try (ArmedSet armed = waitAny.arm(set)) {
            assertThat(armed.await(Deadline.never()).index()).isEqualTo(2);
            backend.script((_, _) -> Outcome.TIMED_OUT);
            assertThat(armed.await(Deadline.now()).isReady()).as("idle and changed").isFalse();
            backend.script(
                    (_, _) -> {
                        words[1].set(1);
                        return Outcome.CHANGED;
                    });
            assertThat(armed.await(Deadline.never()).index()).isEqualTo(1);
        }
    }

    @Test
    void batchTakesWhatIsReadyAndLeavesTheRest() throws Exception {
        for (FutexWord word : words) {
            word.set(1);
        }
        int[] ready = new int[3];
        try (ArmedSet armed = waitAny.arm(set)) {
            assertThat(armed.await(ready, Deadline.never())).isEqualTo(3);
            assertThat(ready).containsExactly(0, 1, 2);
            assertThat(armed.await(ready, Deadline.never())).isEqualTo(1);
            assertThat(ready[0]).isEqualTo(3);
            armed.rearm(0, 1);
            backend.script((_, _) -> Outcome.TIMED_OUT);
            assertThat(armed.await(ready, Deadline.now())).isZero();
        }
    }

    @Test
    void expectedValueAndStateOfARearmedWordAreChecked() throws Exception {
        words[0].set(7);
        try (ArmedSet armed = waitAny.arm(set)) {
            assertThat(armed.await(Deadline.now()).index()).isZero();
            armed.rearm(0, 7);
            assertThat(set.expected(0)).isEqualTo(7);
            assertThatIllegalStateException().isThrownBy(() -> armed.rearm(0, 7));
            armed.remove(0);
            assertThatIllegalStateException().isThrownBy(() -> armed.rearm(0, 7));
            assertThatIllegalStateException().isThrownBy(() -> armed.remove(0));
        }
    }

    @Test
    void wordThatIsAddedInAPlaceIsTheOneWaitedFor() throws Exception {
        AtomicReference<FutexWord> last = new AtomicReference<>(words[0]);
        backend.script(
                (waited, _) -> {
                    last.set(waited.word(waited.size() - 1));
                    return waited.size() - 1;
                });
        FutexWord added = FutexWord.allocate(arena);
        try (ArmedSet armed = waitAny.arm(set)) {
            armed.remove(0);
            assertThat(armed.await(Deadline.never()).index()).isEqualTo(3);
            armed.remove(3);
            int place = armed.add(added, 0);
            assertThat(armed.await(Deadline.never()).index()).isIn(place, 2);
            for (int i = 0; i < 3 && last.get() != added; i++) {
                armed.await(Deadline.never());
            }
            assertThat(last.get()).isSameAs(added);
        }
    }

    @Test
    void undeliveredWakeGoesToAnotherWaiterByRemoveAndByClose() throws Exception {
        backend.script(
                (_, surplus) -> {
                    surplus.add(2);
                    surplus.add(3);
                    return 1;
                });
        try (QueuedThread removed = QueuedThread.on(words[2], FutexWord.ANY_BIT);
                QueuedThread closed = QueuedThread.on(words[3], FutexWord.ANY_BIT)) {
            ArmedSet armed = waitAny.arm(set);
            assertThat(armed.await(Deadline.never()).index()).isEqualTo(1);
            armed.remove(2);
            removed.assertWoken();
            closed.assertQueued();
            armed.close();
            closed.assertWoken();
        }
    }

    private static WaitResult woken(int index) {
        return WaitResult.of(WaitResult.Kind.WOKEN, index);
    }
}
