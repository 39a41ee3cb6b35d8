/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * With {@link CompletableFuture#anyOf}, whose result another thread acts on, as it does where the
 * kernel wakes: on the driver's own it would be a call.
 */
final class AsyncFutures implements Crowd {
    private final Answers answers;
    private final CompletableFuture<?>[][] sources;
    private final ExecutorService worker =
            Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().factory());

    AsyncFutures(int waiters, Answers answers) {
        this.answers = answers;
        this.sources = AnyOfFutures.sources(waiters);
    }

    @Override
    public void begin() throws Exception {
        for (int i = 0; i < sources.length; i++) {
            await(i);
        }
        worker.submit(() -> {}).get(); // the worker is there, and on this thread's CPU
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
        answers.answer(waiter);
        await(waiter);
    }
}
