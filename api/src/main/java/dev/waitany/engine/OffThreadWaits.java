/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.engine;

import dev.waitany.Deadline;
import dev.waitany.WaitResult;
import dev.waitany.WaitSet;
import dev.waitany.spi.Arming;
import java.util.concurrent.CompletableFuture;

/**
 * Waits that do not block the caller's thread: those of futures and of virtual threads.
 *
 * <p>Each call takes a set whose use the caller has begun. The set's use ends with the wait, or
 * with an exception that the call throws.
 */
interface OffThreadWaits {
    /** Starts a wait and returns the future that gets its result. */
    CompletableFuture<WaitResult> start(WaitSet set, Deadline deadline);

    /**
     * Waits, and parks the calling thread meanwhile. If that is virtual, its carrier runs other
     * threads.
     */
    WaitResult await(WaitSet set, Deadline deadline) throws InterruptedException;

    /**
     * Arms a set for the calling virtual thread. A call on the arming parks that thread, and
     * occupies no platform thread between calls.
     */
    Arming arm(WaitSet set);

    /** Returns when all waits have ended. Called after {@link Waiters#close()}. */
    void close();
}
