/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.workload;

import java.util.concurrent.CompletableFuture;

/** Waits with {@link CompletableFuture#anyOf} and {@code join}. */
final class AnyOfFutures implements AnyOf {
    private final CompletableFuture<?>[][] sources;

    AnyOfFutures(int waiters) {
        sources = sources(waiters);
    }

    @Override
    public void await(int waiter) {
        int source = (int) CompletableFuture.anyOf(sources[waiter]).join();
        sources[waiter][source] = new CompletableFuture<Integer>();
    }

    @Override
    public void wake(int waiter, int source) {
        complete(sources[waiter], source);
    }

    @Override
    public void close() {}

    static CompletableFuture<?>[][] sources(int waiters) {
        CompletableFuture<?>[][] sources = new CompletableFuture<?>[waiters][WaiterGroup.SOURCES];
        for (CompletableFuture<?>[] each : sources) {
            for (int i = 0; i < each.length; i++) {
                each[i] = new CompletableFuture<Integer>();
            }
        }
        return sources;
    }

    /** Completes a source with its number, so that the waiter knows which future to replace. */
    @SuppressWarnings("unchecked")
    static void complete(CompletableFuture<?>[] sources, int source) {
        ((CompletableFuture<Integer>) sources[source]).complete(source);
    }
}
