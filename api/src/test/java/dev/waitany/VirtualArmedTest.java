/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.waitany.spi.StrategyAccess;
import java.lang.foreign.Arena;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Armed sets of virtual threads behave as those of platform threads. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class VirtualArmedTest {
    private static final int ROUNDS = 200;

    private final Arena arena = Arena.ofShared();
    private final ScriptedBackend backend = new ScriptedBackend();
    private final WaitAny waitAny = StrategyAccess.open("scripted", backend);
    private final WaitSet set = WaitSet.of(FutexWord.allocate(arena), FutexWord.allocate(arena));

    @AfterEach
    void free() {
        waitAny.close();
        if (arena.scope().isAlive()) {
            arena.close();
        }
    }

    @Test
    void interruptBeforeTheCallEndsItEveryTime() {
        onVirtualThread(
                () -> {
                    try (ArmedSet armed = waitAny.arm(set)) {
                        for (int i = 0; i < ROUNDS; i++) {
                            Thread.currentThread().interrupt();
                            assertThatExceptionOfType(InterruptedException.class)
                                    .isThrownBy(() -> armed.await(Deadline.never()));
                            assertThat(Thread.interrupted()).isFalse();
                        }
                    }
                });
    }

    @Test
    void interruptAtAnyMomentOfTheCallEndsIt() {
        onVirtualThread(
                () -> {
                    Thread waiter = Thread.currentThread();
                    try (ArmedSet armed = waitAny.arm(set)) {
                        for (int i = 0; i < ROUNDS; i++) {
                            long begin = System.nanoTime() + i * 500L;
                            Thread other =
                                    Thread.ofPlatform()
                                            .start(
                                                    () -> {
                                                        while (System.nanoTime() < begin) {
                                                            Thread.onSpinWait();
                                                        }
                                                        waiter.interrupt();
                                                    });
                            assertThatExceptionOfType(InterruptedException.class)
                                    .isThrownBy(() -> armed.await(Deadline.never()));
                            other.join();
                            Thread.interrupted();
                        }
                    }
                });
    }

    @Test
    void callsThatDoNotBlockIgnoreTheInterruptStatusAndKeepIt() {
        backend.script((_, _) -> 0);
        onVirtualThread(
                () -> {
                    Thread.currentThread().interrupt();
                    try (ArmedSet armed = waitAny.arm(set)) {
                        assertThat(Thread.interrupted()).isTrue();
                        assertThat(armed.await(Deadline.never()).index()).isZero();
                        Thread.currentThread().interrupt();
                        armed.rearm(0, 0);
                        armed.remove(1);
                        assertThat(armed.add(set.word(1), 0)).isEqualTo(1);
                    }
                    assertThat(Thread.interrupted()).isTrue();
                });
    }

    @Test
    void closeThrowsInTheClosingThreadIfTheArenaWasClosedFirst() {
        AtomicReference<Throwable> uncaught = new AtomicReference<>();
        Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
        Thread.setDefaultUncaughtExceptionHandler((_, thrown) -> uncaught.set(thrown));
        try {
            onVirtualThread(
                    () -> {
                        ArmedSet armed = waitAny.arm(set);
                        arena.close();
                        assertThatIllegalStateException()
                                .isThrownBy(armed::close)
                                .withMessageContaining("word 0");
                        armed.close(); // a second time: closed, and nothing to say
                    });
        } finally {
            Thread.setDefaultUncaughtExceptionHandler(before);
        }
        assertThat(uncaught).hasValue(null);
    }

    @Test
    void closeByAnotherThreadEndsTheBlockedCall() {
        onVirtualThread(
                () -> {
                    ArmedSet armed = waitAny.arm(set);
                    CompletableFuture<Void> closed =
                            CompletableFuture.runAsync(
                                    () -> {
                                        backend.blocked.acquireUninterruptibly();
                                        Thread.currentThread().interrupt();
                                        armed.close();
                                        Thread.interrupted();
                                    });
                    assertThat(armed.await(Deadline.never()).kind())
                            .isEqualTo(WaitResult.Kind.CANCELLED);
                    closed.join();
                });
    }

    private interface Work {
        void run() throws Exception;
    }

    private static void onVirtualThread(Work work) {
        CompletableFuture<Void> end = new CompletableFuture<>();
        Thread.startVirtualThread(
                () -> {
                    try {
                        work.run();
                        end.complete(null);
                    } catch (Throwable failure) {
                        end.completeExceptionally(failure);
                    }
                });
        end.join();
    }
}
