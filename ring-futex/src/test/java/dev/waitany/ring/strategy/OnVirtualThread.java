/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring.strategy;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** Runs a part of a test on a virtual thread. */
final class OnVirtualThread {
    private OnVirtualThread() {}

    /** What to run. */
    interface Work<T> {
        T run() throws Exception;
    }

    /** Begins, and returns a future of what it returns or throws. */
    static <T> CompletableFuture<T> start(Work<T> work) {
        CompletableFuture<T> end = new CompletableFuture<>();
        Thread.startVirtualThread(
                () -> {
                    try {
                        end.complete(work.run());
                    } catch (Throwable failure) {
                        end.completeExceptionally(failure);
                    }
                });
        return end;
    }

    /** Runs to the end, and returns or throws what that did. */
    static <T> T run(Work<T> work) throws Exception {
        try {
            return start(work).get();
        } catch (ExecutionException failed) {
            throw new AssertionError(failed.getCause());
        }
    }
}
