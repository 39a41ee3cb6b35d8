/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.waitany.spi.StrategyAccess;
import java.lang.foreign.Arena;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is the same for all strategies, on one that does what it is told. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class WaitAnyTest {
    private final Arena arena = Arena.ofShared();
    private final ScriptedBackend backend = new ScriptedBackend();
    private final WaitAny waitAny = StrategyAccess.open("scripted", backend);

    @AfterEach
    void free() {
        waitAny.close();
        arena.close();
    }

    @Test
    void backendIsClosedOnceHoweverManyThreadsClose() throws Exception {
        CompletableFuture<WaitResult> pending = waitAny.awaitAsync(set(1), Deadline.never());
        backend.blocked.acquire();
        AtomicInteger openAfterClose = new AtomicInteger();
        Runnable closer =
                () -> {
                    waitAny.close();
                    if (backend.closes() != 1) {
                        openAfterClose.incrementAndGet();
                    }
                };
        Thread one = Thread.ofPlatform().start(closer);
        Thread other = Thread.ofPlatform().start(closer);
        one.join();
        other.join();
        waitAny.close();
        assertThat(backend.closes()).isEqualTo(1);
        assertThat(openAfterClose).as("closers that returned too early").hasValue(0);
        assertThat(pending).isCompletedExceptionally();
    }

    @Test
    void closeRunsEveryStepAndThrowsTheFirstException() throws Exception {
        ScriptedBackend failing = new ScriptedBackend().script((_, _) -> 0).failToClose();
        WaitAny closed = StrategyAccess.open("failing", failing);
        closed.await(set(1), Deadline.never()); // so there is a waiter to close
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(closed::close)
                .withMessage("the waiter does not close");
        assertThat(failing.closes()).isEqualTo(1);
        closed.close(); // does nothing
        assertThat(failing.closes()).isEqualTo(1);
    }

    @Test
    void closerThatIsInterruptedClosesAllTheSame() throws Exception {
        CompletableFuture<WaitResult> pending = waitAny.awaitAsync(set(1), Deadline.never());
        backend.blocked.acquire();
        Thread.currentThread().interrupt();
        waitAny.close();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(backend.closes()).isEqualTo(1);
        assertThat(pending).isCompletedExceptionally();
    }

    @Test
    void failedWaitLeavesItsSetFree() throws Exception {
        WaitSet set = set(1);
        backend.script(
                (_, _) -> {
                    throw new IllegalStateException("as scripted");
                });
        for (int i = 0; i < 2; i++) {
            assertThatExceptionOfType(IllegalStateException.class)
                    .isThrownBy(() -> waitAny.await(set, Deadline.never()))
                    .withMessage("as scripted");
        }
        CompletableFuture<WaitResult> future = waitAny.awaitAsync(set, Deadline.never());
        assertThatExceptionOfType(Exception.class)
                .isThrownBy(future::join)
                .withMessageContaining("as scripted");
        assertThat(set.expect(0, 7).expected(0)).isEqualTo(7);
    }

    @Test
    void futuresRefuseConfinedWordsAndLeaveTheSetFree() {
        try (Arena confined = Arena.ofConfined()) {
            WaitSet set = WaitSet.of(FutexWord.allocate(confined));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> waitAny.awaitAsync(set, Deadline.never()))
                    .withMessageContaining("confined");
            assertThat(set.refresh().firstChanged()).isEqualTo(-1);
        }
    }

    @Test
    void indexesOfAGrownSetAreCheckedAgainstItsSize() {
        WaitSet set = set(3);
        int before = StrategyAccess.generation(set);
        try (ArmedSet armed = waitAny.arm(set)) {
            assertThat(armed.add(FutexWord.allocate(arena), 0)).isEqualTo(3);
            assertThat(set.size()).isEqualTo(4);
            assertThat(set.word(3).get()).isZero();
            for (int index : new int[] {-1, 4, 5}) {
                assertThatExceptionOfType(IndexOutOfBoundsException.class)
                        .isThrownBy(() -> set.word(index));
                assertThatExceptionOfType(IndexOutOfBoundsException.class)
                        .isThrownBy(() -> set.expected(index));
            }
        }
        assertThat(StrategyAccess.generation(set)).isNotEqualTo(before);
        assertThatExceptionOfType(IndexOutOfBoundsException.class)
                .isThrownBy(() -> set.expect(4, 0));
    }

    @Test
    void resultsOfHighIndexesAreMadeOnce() throws InterruptedException {
        WaitSet set = set(WaitResult.SHARED + 2);
        int last = WaitResult.SHARED + 1;
        set.word(last).set(1);
        WaitResult result = waitAny.await(set, Deadline.never());
        assertThat(result).hasToString("CHANGED " + last);
        assertThat(waitAny.await(set, Deadline.never())).isSameAs(result);
        backend.script((_, _) -> last);
        assertThat(waitAny.await(set.expect(last, 1), Deadline.never()))
                .hasToString("WOKEN " + last);
    }

    private WaitSet set(int size) {
        FutexWord[] words = new FutexWord[size];
        for (int i = 0; i < size; i++) {
            words[i] = FutexWord.allocate(arena);
        }
        return WaitSet.of(words);
    }
}
