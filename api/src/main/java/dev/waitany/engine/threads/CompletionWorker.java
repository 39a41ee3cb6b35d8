/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.engine.threads;

import org.jspecify.annotations.Nullable;

/** What one of the {@link CompletionThreads} does: takes futures and completes them. */
final class CompletionWorker implements Runnable {
    private final CompletionThreads threads;

    // Guarded by the lock of the threads.
    private @Nullable Completable current;
    private int epoch; // in which it took the future

    CompletionWorker(CompletionThreads threads) {
        this.threads = threads;
    }

    @Override
    public void run() {
        threads.arrived();
        Completable future = threads.take(this);
        while (future != null) {
            boolean announced = announce(future);
            threads.finished(this, announced ? null : future);
            future = threads.take(this);
        }
    }

    /** Notes which future this worker has taken. */
    void took(@Nullable Completable future, int inEpoch) {
        current = future;
        epoch = inEpoch;
    }

    /** Notes that this worker has no future. Returns the epoch in which it took the last one. */
    int leave() {
        current = null;
        return epoch;
    }

    /** Returns whether the future that this worker has taken, if any, is complete. */
    boolean isDone() {
        Completable future = current;
        return future == null || future.isDone();
    }

    /** Completes a future. Returns false if that failed (no memory), to be tried again. */
    private static boolean announce(Completable future) {
        try {
            future.announce();
            return true;
        } catch (Throwable failure) { // of a dependent, if the future is done
            return future.isDone();
        } finally {
            Thread.interrupted(); // an interrupt by this dependent is not for the next one
        }
    }
}
