/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany;

import java.util.concurrent.CompletableFuture;

/** Waits that the caller's thread does not block for: those of futures and of virtual threads. */
interface OffThreadWaits {
    /** Starts a wait on a set that the caller has begun; the set's use ends with the wait. */
    CompletableFuture<WaitResult> start(WaitSet set, Deadline deadline);

    /**
     * As {@link #start}, and parks the calling thread until it ends: only the thread, if it is
     * virtual.
     */
    WaitResult await(WaitSet set, Deadline deadline) throws InterruptedException;

    /** After the waiters were told to end: returns when all waits have ended. */
    void close();
}
