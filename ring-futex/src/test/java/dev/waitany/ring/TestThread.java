/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One more platform thread of a test; its failure is the test's. */
final class TestThread<T> {
    private final CompletableFuture<T> result = new CompletableFuture<>();
    private final Thread thread;

    private TestThread(Callable<T> work) {
        this.thread =
                Thread.ofPlatform()
                        .daemon()
                        .start(
                                () -> {
                                    try {
                                        result.complete(work.call());
                                    } catch (Throwable thrown) {
                                        result.completeExceptionally(thrown);
                                    }
                                });
    }

    static <T> TestThread<T> start(Callable<T> work) {
        return new TestThread<>(work);
    }

    void interrupt() {
        thread.interrupt();
    }

    /** What it returned, when it has ended for good. */
    T join() throws InterruptedException {
        T value;
        try {
            value = result.get(40, TimeUnit.SECONDS);
        } catch (ExecutionException failure) {
            throw new AssertionError("the other thread: " + failure.getCause(), failure.getCause());
        } catch (TimeoutException late) {
            AssertionError error = new AssertionError("the other thread hangs", late);
            error.setStackTrace(thread.getStackTrace());
            throw error;
        }
        thread.join();
        return value;
    }
}
