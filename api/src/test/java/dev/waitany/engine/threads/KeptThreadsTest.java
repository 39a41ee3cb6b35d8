/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.engine.threads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class KeptThreadsTest {
    private final KeptThreads threads =
            new KeptThreads(Thread.ofPlatform().daemon().factory(), TimeUnit.HOURS.toNanos(1));

    @Test
    void threadWhoseTaskThrewAndWasInterruptedGetsTheNextTaskClean() throws Exception {
        CompletableFuture<Thread> first = new CompletableFuture<>();
        threads.run(
                () -> {
                    Thread.currentThread().interrupt();
                    first.complete(Thread.currentThread());
                    throw new OutOfMemoryError("injected");
                });
        Thread worker = first.get();
        untilParked(worker);
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        CompletableFuture<Thread> second = new CompletableFuture<>();
        threads.run(
                () -> {
                    interrupted.complete(Thread.currentThread().isInterrupted());
                    second.complete(Thread.currentThread());
                });
        assertThat(second.get()).isSameAs(worker);
        assertThat(interrupted.get()).isFalse();
        threads.close();
        worker.join();
        assertThat(threads.alive()).isZero();
    }

    @Test
    void closedThreadsTakeNoTask() {
        threads.close();
        assertThatExceptionOfType(RejectedExecutionException.class)
                .isThrownBy(() -> threads.run(() -> {}));
        assertThat(threads.alive()).isZero();
    }

    @Test
    void refusedThreadIsNotCounted() {
        KeptThreads refused =
                new KeptThreads(
                        _ -> {
                            throw new OutOfMemoryError("injected");
                        },
                        0);
        assertThatExceptionOfType(OutOfMemoryError.class).isThrownBy(() -> refused.run(() -> {}));
        assertThat(refused.alive()).isZero();
    }

    @Test
    void idleThreadEndsAfterItsTime() throws Exception {
        KeptThreads brief = new KeptThreads(Thread.ofPlatform().daemon().factory(), 1);
        CompletableFuture<Thread> ran = new CompletableFuture<>();
        brief.run(() -> ran.complete(Thread.currentThread()));
        ran.get().join();
        assertThat(brief.alive()).isZero();
    }

    private static void untilParked(Thread worker) {
        while (worker.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
    }
}
