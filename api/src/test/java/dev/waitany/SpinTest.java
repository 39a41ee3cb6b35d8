/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.waitany.spi.Outcome;
import dev.waitany.spi.StrategyAccess;
import java.lang.foreign.Arena;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Spins before a wait blocks, with a strategy that counts how often it is asked to block. A spin of
 * an hour blocks never, so whatever ends such a wait was seen by the spin.
 */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SpinTest {
    private static final Spin HOUR = Spin.fixed(Duration.ofHours(1));

    private final Arena arena = Arena.ofShared();
    private final AtomicInteger blocks = new AtomicInteger();
    private final ScriptedBackend backend =
            new ScriptedBackend()
                    .script(
                            (_, _) -> {
                                blocks.incrementAndGet();
                                return 0;
                            });
    private final WaitAny waitAny = StrategyAccess.open("scripted", backend, HOUR);

    @AfterEach
    void free() {
        waitAny.close();
        arena.close();
    }

    @Test
    void changeWithoutAWakeEndsASpin() throws Exception {
        WaitSet set = set(100); // more words than one look reads
        Thread changer = start(() -> set.word(99).set(1));
        assertThat(waitAny.await(set, Deadline.never())).hasToString("CHANGED 99");
        changer.join();
        assertThat(blocks).hasValue(0);
    }

    @Test
    void changeEndsTheSpinOfAnArmedSet() throws Exception {
        WaitSet set = set(3);
        try (ArmedSet armed = waitAny.arm(set)) {
            Thread changer = start(() -> set.word(2).set(1));
            assertThat(armed.await(Deadline.never())).hasToString("CHANGED 2");
            changer.join();
        }
        assertThat(blocks).hasValue(0);
    }

    @Test
    void interruptEndsASpin() throws Exception {
        WaitSet set = set(3);
        Thread waiter = Thread.currentThread();
        Thread interrupter = start(waiter::interrupt);
        assertThatThrownBy(() -> waitAny.await(set, Deadline.never()))
                .isInstanceOf(InterruptedException.class);
        interrupter.join();
        assertThat(Thread.interrupted()).isFalse();
        set.expect(0, 0); // the set is free
    }

    @Test
    void interruptEndsTheSpinOfAnArmedSet() throws Exception {
        try (ArmedSet armed = waitAny.arm(set(3))) {
            Thread waiter = Thread.currentThread();
            Thread interrupter = start(waiter::interrupt);
            assertThatThrownBy(() -> armed.await(Deadline.never()))
                    .isInstanceOf(InterruptedException.class);
            interrupter.join();
        }
    }

    @Test
    void closeEndsASpinAndReturnsAfterIt() throws Exception {
        WaitSet set = set(3);
        CompletableFuture<Throwable> end = new CompletableFuture<>();
        Thread waiter =
                start(
                        () ->
                                end.complete(
                                        catchThrowable(
                                                () -> waitAny.await(set, Deadline.never()))));
        assertThatThrownBy(
                        () -> {
                            while (true) {
                                set.expect(0, 0); // until the wait has begun
                                Thread.onSpinWait();
                            }
                        })
                .isInstanceOf(IllegalStateException.class);
        waitAny.close();
        set.word(0).set(1); // too late: nobody looks any more
        assertThat(end.join()).isInstanceOf(WaitAnyClosedException.class);
        waiter.join();
    }

    @Test
    void closeEndsTheSpinOfAnArmedSet() throws Exception {
        ArmedSet armed = waitAny.arm(set(3));
        Thread closer = start(armed::close);
        WaitResult result;
        try {
            result = armed.await(Deadline.never());
        } catch (IllegalStateException closedBefore) {
            result = WaitResult.CANCELLED;
        }
        assertThat(result).hasToString("CANCELLED");
        closer.join();
    }

    @Test
    void deadlineEndsASpin() throws Exception {
        Deadline soon = Deadline.after(Duration.ofMillis(1));
        assertThat(waitAny.await(set(3), soon)).hasToString("TIMED_OUT");
        assertThat(soon.hasPassed()).isTrue();
        Deadline real = Deadline.atTime(Instant.now().plusMillis(1));
        assertThat(waitAny.await(set(3), real)).hasToString("TIMED_OUT");
        assertThat(real.hasPassed()).isTrue();
        assertThat(blocks).hasValue(0);
    }

    @Test
    void waitBlocksAfterASpinInVain() throws Exception {
        WaitSet set = set(2).spin(Spin.fixed(Duration.ofNanos(100)));
        assertThat(waitAny.await(set, Deadline.never())).hasToString("WOKEN 0");
        assertThat(blocks).hasValue(1);
    }

    @Test
    void optionOfTheSetGoesFirst() throws Exception {
        assertThat(waitAny.await(set(2).spin(Spin.none()), Deadline.never()))
                .hasToString("WOKEN 0");
        assertThat(set(2).spin()).isEmpty();
        assertThat(set(2).spin(HOUR).spin()).contains(HOUR);
        assertThat(waitAny.spin()).isEqualTo(HOUR);
        assertThat(waitAny.explainSpin()).contains("as asked for");
    }

    @Test
    void largeSetsAndVirtualThreadsDoNotSpin() throws Exception {
        assertThat(waitAny.await(set(Spin.MOST_WORDS + 1), Deadline.never()))
                .hasToString("WOKEN 0");
        CompletableFuture<WaitResult> result = new CompletableFuture<>();
        Thread.ofVirtual()
                .start(
                        () -> {
                            try {
                                result.complete(waitAny.await(set(1), Deadline.never()));
                            } catch (Exception failure) {
                                result.completeExceptionally(failure);
                            }
                        })
                .join();
        assertThat(result.join()).hasToString("WOKEN 0");
        assertThat(waitAny.awaitAsync(set(1), Deadline.never()).join()).hasToString("WOKEN 0");
    }

    @Test
    void closedArenaEndsASpinAndIsNamed() throws Exception {
        Throwable thrown = endOfASpinWhoseArenaIsClosed();
        while (thrown instanceof InterruptedException) { // the JDK at times interrupts a reader
            thrown = endOfASpinWhoseArenaIsClosed();
        }
        assertThat(thrown)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("word 1 of the set: its arena is closed");
    }

    private Throwable endOfASpinWhoseArenaIsClosed() throws Exception {
        @SuppressWarnings("MustBeClosed") // another thread closes it
        Arena closing = Arena.ofShared();
        WaitSet set = WaitSet.of(FutexWord.allocate(arena), FutexWord.allocate(closing));
        Thread closer = start(closing::close);
        Throwable thrown = catchThrowable(() -> waitAny.await(set, Deadline.never()));
        Thread.interrupted(); // as above
        closer.join();
        set.expect(0, 0); // the set is free
        return thrown;
    }

    @Test
    void adaptiveWaitsThatNothingEndsAllBlock() throws Exception {
        try (WaitAny adaptive = new WaitAny("scripted", backend, Spin.adaptive())) {
            if (adaptive.spin().kind() == Spin.Kind.NONE) {
                return; // one CPU
            }
            WaitSet set = set(1);
            int waits = 2_000;
            for (int i = 0; i < waits; i++) {
                adaptive.await(set, Deadline.never()); // nothing changes: each wait blocks
            }
            assertThat(blocks).hasValue(waits);
        }
    }

    @Test
    void setThatIsMadeForEachWaitLearnsFromItsThread() throws Exception {
        AtomicInteger deadlines = new AtomicInteger();
        ScriptedBackend late =
                new ScriptedBackend()
                        .script(
                                (_, _) -> {
                                    deadlines.incrementAndGet();
                                    return Outcome.TIMED_OUT;
                                });
        try (WaitAny adaptive = new WaitAny("late", late, Spin.adaptive())) {
            if (adaptive.spin().kind() == Spin.Kind.NONE) {
                return; // one CPU
            }
            do { // a spin that was preempted teaches the thread to block for a while
                deadlines.set(0);
                for (int i = 0; i < 300; i++) {
                    adaptive.await(set(1), Deadline.at(System.nanoTime() + 1_500));
                }
                // a deadline within a spin is a hit: from the first trial on, hardly a wait blocks
            } while (deadlines.get() >= 250);
        }
    }

    private WaitSet set(int size) {
        FutexWord[] words = new FutexWord[size];
        for (int i = 0; i < size; i++) {
            words[i] = FutexWord.allocate(arena);
        }
        return WaitSet.of(words);
    }

    private static Thread start(Runnable task) {
        return Thread.ofPlatform().start(task);
    }
}
