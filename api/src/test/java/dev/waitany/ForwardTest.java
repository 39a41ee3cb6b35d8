/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waitany.spi.Outcome;
import dev.waitany.spi.StrategyAccess;
import java.lang.foreign.Arena;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Wakes that go to another waiter: by the user's call, and when a wait fails. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ForwardTest {
    private final Arena arena = Arena.ofShared();
    private final Arena closing = Arena.ofShared();
    private final FutexWord first = FutexWord.allocate(arena);
    private final FutexWord second = FutexWord.allocate(arena);
    private final WaitSet set = WaitSet.of(first, second);
    private final ScriptedBackend backend = new ScriptedBackend();
    private final WaitAny waitAny = StrategyAccess.open("scripted", backend);

    @AfterEach
    void free() {
        waitAny.close();
        arena.close();
        if (closing.scope().isAlive()) {
            closing.close();
        }
    }

    @Test
    void wakeOfAWokenWordGoesToOneOtherWaiter() throws Exception {
        try (QueuedThread one = QueuedThread.on(second, FutexWord.ANY_BIT);
                QueuedThread other = QueuedThread.on(second, FutexWord.ANY_BIT)) {
            assertThat(set.forward(woken(1))).isTrue();
            one.assertWoken();
            other.assertQueued();
        }
        assertThat(set.forward(woken(1))).as("nobody is left").isFalse();
    }

    @Test
    void wakeIsMatchedWithTheBitsetOfTheSet() throws Exception {
        try (QueuedThread even = QueuedThread.on(first, 2)) {
            assertThat(set.bitset(1).forward(woken(0))).isFalse();
            even.assertQueued();
            assertThat(set.bitset(3).forward(woken(0))).isTrue();
            even.assertWoken();
        }
    }

    @Test
    void resultsWithoutAWakeForwardNothing() throws Exception {
        try (QueuedThread queued = QueuedThread.on(first, FutexWord.ANY_BIT)) {
            assertThat(set.forward(WaitResult.of(WaitResult.Kind.CHANGED, 0))).isFalse();
            assertThat(set.forward(WaitResult.TIMED_OUT)).isFalse();
            assertThat(set.forward(WaitResult.CANCELLED)).isFalse();
            queued.assertQueued();
        }
    }

    @Test
    void resultOfALargerSetIsRefused() {
        assertThatExceptionOfType(IndexOutOfBoundsException.class)
                .isThrownBy(() -> set.forward(woken(2)));
    }

    @Test
    void armedSetForwardsForItsOwnerOnly() throws Exception {
        backend.script((_, _) -> 1);
        try (ArmedSet armed = waitAny.arm(set);
                QueuedThread queued = QueuedThread.on(second, FutexWord.ANY_BIT)) {
            WaitResult result = armed.await(Deadline.never());
            assertThat(result).isEqualTo(woken(1));
            assertThatThrownBy(() -> CompletableFuture.runAsync(() -> armed.forward(result)).join())
                    .isInstanceOf(CompletionException.class)
                    .hasCauseInstanceOf(IllegalStateException.class);
            queued.assertQueued();
            assertThat(armed.forward(result)).isTrue();
            queued.assertWoken();
        }
    }

    @Test
    void waitThatFailsForwardsItsSurplusEvenUnderReport() throws Exception {
        backend.script(
                (_, surplus) -> {
                    surplus.add(1);
                    throw new IllegalStateException("as scripted");
                });
        try (QueuedThread queued = QueuedThread.on(second, FutexWord.ANY_BIT)) {
            set.surplus(Surplus.REPORT);
            assertThatIllegalStateException()
                    .isThrownBy(() -> waitAny.await(set, Deadline.never()))
                    .withMessage("as scripted");
            queued.assertWoken();
        }
    }

    /** A strategy that names a word that there is not stands for whatever a forward throws. */
    @Test
    void wakeThatCannotBeForwardedKeepsNoOtherFromIt() throws Exception {
        backend.script(
                (_, surplus) -> {
                    surplus.add(0);
                    surplus.add(2);
                    surplus.add(1);
                    throw new IllegalStateException("as scripted");
                });
        try (QueuedThread one = QueuedThread.on(first, FutexWord.ANY_BIT);
                QueuedThread other = QueuedThread.on(second, FutexWord.ANY_BIT)) {
            assertThatThrownBy(() -> waitAny.await(set, Deadline.never()))
                    .isInstanceOf(RuntimeException.class);
            one.assertWoken();
            other.assertWoken();
        }
    }

    @Test
    void waitOnAClosedArenaForwardsItsSurplusOfOtherWords() throws Exception {
        WaitSet mixed = WaitSet.of(FutexWord.allocate(closing), second).surplus(Surplus.REPORT);
        backend.script(
                (_, surplus) -> {
                    surplus.add(1);
                    closing.close();
                    return Outcome.CHANGED;
                });
        try (QueuedThread queued = QueuedThread.on(second, FutexWord.ANY_BIT)) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> waitAny.await(mixed, Deadline.never()))
                    .withMessageContaining("word 0");
            queued.assertWoken();
        }
    }

    @Test
    void armedSetDeliversTheSurplusOfACallThatFailed() throws Exception {
        for (int disarmed = 0; disarmed < 2; disarmed++) { // on the whole set, and on a part of it
            try (ArmedSet armed = waitAny.arm(set)) {
                if (disarmed > 0) {
                    backend.script((_, _) -> 0);
                    assertThat(armed.await(Deadline.never())).isEqualTo(woken(0));
                }
                backend.script(
                        (waited, surplus) -> {
                            surplus.add(waited.size() - 1);
                            throw new IllegalStateException("as scripted");
                        });
                assertThatIllegalStateException()
                        .isThrownBy(() -> armed.await(Deadline.never()))
                        .withMessage("as scripted");
                assertThat(armed.await(Deadline.never())).isEqualTo(woken(1));
            }
        }
    }

    @Test
    void wakeOfACallThatThrowsBecauseItsSetIsClosedIsForwarded() throws Exception {
        assertForwardsIfItsSetIsClosed(armed -> armed.await(Deadline.never()));
    }

    @Test
    void wakesOfABatchThatThrowsBecauseItsSetIsClosedAreForwarded() throws Exception {
        assertForwardsIfItsSetIsClosed(armed -> armed.await(new int[1], Deadline.never()));
    }

    private interface Call {
        void on(ArmedSet armed) throws InterruptedException;
    }

    private void assertForwardsIfItsSetIsClosed(Call call) throws Exception {
        ArmedSet armed = waitAny.arm(WaitSet.of(FutexWord.allocate(closing), second));
        backend.script(
                (_, _) -> {
                    closing.close();
                    return wokenWhileClosing(armed);
                });
        try (QueuedThread queued = QueuedThread.on(second, FutexWord.ANY_BIT)) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> call.on(armed))
                    .withMessageContaining("word 0");
            queued.assertWoken();
        }
    }

    @Test
    void memoryOfAnIdleWordMayBeClosedBeforeItsSet() throws Exception {
        ArmedSet armed = waitAny.arm(WaitSet.of(FutexWord.allocate(closing), second));
        backend.script((_, _) -> 0);
        assertThat(armed.await(Deadline.never())).isEqualTo(woken(0));
        closing.close();
        // The set waits on its other word alone, which is the first one of what is left.
        backend.script((_, _) -> wokenWhileClosing(armed) - 1);
        assertThat(armed.await(Deadline.never())).isEqualTo(woken(1));
    }

    /** Returns word 1 as woken, once another thread closes the set. */
    private int wokenWhileClosing(ArmedSet armed) {
        Thread.ofPlatform().daemon().start(armed::close);
        backend.untilAlerted();
        return 1;
    }

    private static WaitResult woken(int index) {
        return WaitResult.of(WaitResult.Kind.WOKEN, index);
    }
}
