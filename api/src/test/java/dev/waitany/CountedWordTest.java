/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waitany.spi.Outcome;
import dev.waitany.spi.StrategyAccess;
import dev.waitany.spi.SurplusWakes;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The place of a counted word and its count, and when waits are counted in and out. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CountedWordTest {
    private final Arena arena = Arena.ofShared();
    private final CountedWord word = CountedWord.allocate(arena);
    private final WaitSet set = WaitSet.of(FutexWord.allocate(arena), word.word());

    @AfterEach
    void free() {
        if (arena.scope().isAlive()) {
            arena.close();
        }
    }

    @Test
    void countIsInTheFourBytesBehindTheWord() {
        MemorySegment memory = arena.allocate(64, 64);
        memory.set(ValueLayout.JAVA_INT, 8, 42);
        memory.set(ValueLayout.JAVA_INT, 12, 7);
        CountedWord placed = CountedWord.of(memory, 8, Sharing.SHARED);
        assertThat(placed.word().get()).isEqualTo(42);
        assertThat(placed.waiters()).isEqualTo(7);
        assertThat(placed.word().sharing()).isEqualTo(Sharing.SHARED);
        assertThat(placed.word().segment().byteSize()).isEqualTo(4);
    }

    @Test
    void twoWordsOfOneArenaShareNoCacheLines() {
        long apart = CountedWord.allocate(arena).word().address() - word.word().address();
        assertThat(Math.abs(apart)).isGreaterThanOrEqualTo(128);
        assertThat(word.word().address() % 128).isZero();
    }

    @Test
    void memoryThatCannotHoldBothIsRefused() {
        MemorySegment memory = arena.allocate(64, 64);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CountedWord.of(memory, 4, Sharing.PRIVATE))
                .withMessageContaining("aligned to 8 bytes");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CountedWord.of(memory.asReadOnly(), 0, Sharing.PRIVATE))
                .withMessageContaining("read-only");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () ->
                                CountedWord.of(
                                        MemorySegment.ofArray(new long[1]), 0, Sharing.PRIVATE))
                .withMessageContaining("heap");
        assertThatThrownBy(() -> CountedWord.of(memory, 64, Sharing.PRIVATE))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> CountedWord.of(memory.asSlice(0, 4), 0, Sharing.PRIVATE))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void badWakesAreRefusedAlsoIfNoWaitIsCounted() {
        assertThatIllegalArgumentException().isThrownBy(() -> word.wake(-1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> word.wake(1, 0));
        arena.close();
        assertThatIllegalStateException().isThrownBy(word::wakeOne);
        assertThat(word).hasToString(word.word().toString());
    }

    @Test
    void waitIsCountedWhileTheStrategyHasIt() throws Exception {
        int[] during = new int[2];
        ScriptedBackend backend =
                new ScriptedBackend()
                        .script(
                                (_, _) -> {
                                    during[0] = word.waiters();
                                    return 1;
                                });
        try (WaitAny waitAny = StrategyAccess.open("scripted", backend, Spin.none())) {
            assertThat(waitAny.await(set, Deadline.never()).index()).isEqualTo(1);
            assertThat(during[0]).isEqualTo(1);
            assertThat(word.waiters()).isZero();
            try (ArmedSet armed = waitAny.arm(set)) {
                during[0] = 0;
                assertThat(armed.await(Deadline.never()).index()).isEqualTo(1);
                assertThat(during[0]).isEqualTo(1);
                assertThat(word.waiters()).isZero();
            }
        }
    }

    @Test
    void failedWaitIsCountedOut() {
        ScriptedBackend backend =
                new ScriptedBackend()
                        .script(
                                (_, _) -> {
                                    throw new StackOverflowError("scripted");
                                });
        try (WaitAny waitAny = StrategyAccess.open("scripted", backend, Spin.none())) {
            assertThatThrownBy(() -> waitAny.await(set, Deadline.never()))
                    .isInstanceOf(StackOverflowError.class);
            assertThat(word.waiters()).isZero();
        }
    }

    @Test
    void waitIsCountedOnAllWordsOrOnNone() {
        WaitSet closed;
        try (Arena gone = Arena.ofShared()) {
            closed = WaitSet.of(word.word(), CountedWord.allocate(gone).word());
        }
        assertThatIllegalStateException().isThrownBy(closed.words()::countIn);
        assertThat(word.waiters()).isZero();
        closed.words().countOut(); // a count whose memory is gone is no failure
        assertThat(word.waiters()).isEqualTo(-1);
    }

    @Test
    void pendingWaitIsCountedUntilItsLastEnd() throws Exception {
        PendingBackend backend = new PendingBackend();
        try (WaitAny waitAny = StrategyAccess.open("pending", backend)) {
            CompletableFuture<WaitResult> future = waitAny.awaitAsync(set, Deadline.never());
            PendingBackend.Begun begun = backend.begun.take();
            assertThat(word.waiters()).isEqualTo(1);
            assertThat(begun.ending.ended(Outcome.ALERTED, new SurplusWakes()))
                    .as("ended, by an alert without a reason")
                    .isFalse();
            assertThat(word.waiters()).as("counted, as the wait goes on").isEqualTo(1);
            begun.end(1);
            begun.ending.failed(new IllegalStateException("late"), new SurplusWakes());
            assertThat(word.waiters()).isZero();
            assertThat(future.get().index()).isEqualTo(1);
        }
    }

    @Test
    void pendingWaitThatDoesNotBeginOrFailsIsCountedOut() throws Exception {
        PendingBackend backend = new PendingBackend();
        try (WaitAny waitAny = StrategyAccess.open("pending", backend)) {
            CompletableFuture<WaitResult> future = waitAny.awaitAsync(set, Deadline.never());
            backend.begun.take().fail(new IllegalStateException("scripted"), new SurplusWakes());
            assertThat(future).failsWithin(java.time.Duration.ofSeconds(30));
            assertThat(word.waiters()).isZero();
            backend.refuse(new OutOfMemoryError("scripted"));
            assertThatThrownBy(() -> waitAny.awaitAsync(set, Deadline.never()))
                    .isInstanceOf(OutOfMemoryError.class);
            assertThat(word.waiters()).isZero();
        }
    }

    @Test
    void refilledSetCountsOnlyWhatItHolds() throws Exception {
        WaitSet refilled = WaitSet.ofCapacity(2).add(word.word(), 0);
        assertThat(refilled.words().areCounted()).isTrue();
        refilled.clear().add(FutexWord.allocate(arena), 0);
        assertThat(refilled.words().areCounted()).isFalse();
    }
}
