/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench;

import java.util.concurrent.CompletableFuture;

/** With {@link CompletableFuture#anyOf}, and {@code join}. */
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
        CompletableFuture<?>[][] sources = new CompletableFuture<?>[waiters][Crowd.SOURCES];
        for (CompletableFuture<?>[] each : sources) {
            for (int i = 0; i < each.length; i++) {
                each[i] = new CompletableFuture<Integer>();
            }
        }
        return sources;
    }

    /** With the number of the source, so that who waits knows which to replace. */
    @SuppressWarnings("unchecked")
    static void complete(CompletableFuture<?>[] sources, int source) {
        ((CompletableFuture<Integer>) sources[source]).complete(source);
    }
}
