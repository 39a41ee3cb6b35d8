/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.workload;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Waits with {@link CompletableFuture#anyOf}. Another thread acts on the result, as it does after a
 * wake by the kernel. On the driver's thread the reply would be a plain method call.
 */
final class AsyncFutures implements WaiterGroup {
    private final Replies replies;
    private final CompletableFuture<?>[][] sources;
    private final ExecutorService worker =
            Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().factory());

    AsyncFutures(int waiters, Replies replies) {
        this.replies = replies;
        this.sources = AnyOfFutures.sources(waiters);
    }

    @Override
    public void begin() throws Exception {
        for (int i = 0; i < sources.length; i++) {
            await(i);
        }
        worker.submit(() -> {}).get(); // starts the worker on this thread's CPU
    }

    @Override
    public void wake(int waiter, int source) {
        AnyOfFutures.complete(sources[waiter], source);
    }

    @Override
    public void close() {
        worker.close();
    }

    private void await(int waiter) {
        var _ =
                CompletableFuture.anyOf(sources[waiter])
                        .thenAcceptAsync(source -> ended(waiter, (int) source), worker);
    }

    private void ended(int waiter, int source) {
        sources[waiter][source] = new CompletableFuture<Integer>();
        replies.add(waiter);
        await(waiter);
    }
}
