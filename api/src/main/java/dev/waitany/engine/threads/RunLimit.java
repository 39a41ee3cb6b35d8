/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.engine.threads;

/**
 * How many threads of {@link CompletionThreads} may complete futures at a time: as many as usual,
 * plus those that are blocked in dependents. Not thread-safe.
 *
 * <p>Whether a thread is blocked cannot be seen from outside. So if nothing was taken for a while
 * although there was something to take, all threads that have taken a future count as blocked from
 * then on, and a new <i>epoch</i> begins. A thread that ends later gives its permit back only if it
 * took it in the present epoch.
 */
final class RunLimit {
    private static final int MOST = 1 << 16;

    private final int usual;
    private int limit;
    private int running; // took a future in this epoch
    private int epoch;
    private long taken; // futures, ever

    RunLimit(int usual) {
        this.usual = usual;
        this.limit = usual;
    }

    /**
     * Returns whether another thread may take a future.
     *
     * @param soon how many threads are about to do that
     */
    boolean permits(int soon) {
        return running + soon < limit;
    }

    /** Takes a permit. Returns the epoch, for {@link #end}. */
    int begin() {
        running++;
        taken++;
        return epoch;
    }

    void end(int began) {
        if (began == epoch) {
            running--;
        }
    }

    /** Returns how many permits were taken. */
    long taken() {
        return taken;
    }

    /**
     * Treats all threads that have a permit as blocked, and doubles the limit: if dependents block
     * at this rate, waiting once for each of them would take long.
     */
    void treatAllAsBlocked() {
        epoch++;
        running = 0;
        limit = Math.min(2 * limit, MOST);
    }

    /** Sets the limit to the usual one, when there is nothing to take. */
    void reset() {
        limit = usual;
    }
}
