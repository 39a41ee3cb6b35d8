/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.emulation;

import dev.waitany.spi.StrategyThreads;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadFactory;

/**
 * The helper threads of one backend. Thread-safe.
 *
 * <p>A helper is in one of three states:
 *
 * <table>
 * <caption>States and transitions</caption>
 * <tr><th>state</th><th>entered by</th></tr>
 * <tr><td>taken: belongs to one wait</td><td>{@link #take}, for a new helper or the one that became
 *     idle last</td></tr>
 * <tr><td>idle: in the pool</td><td>{@link #release} at the end of the wait</td></tr>
 * <tr><td>ended</td><td>{@link #endIdle} for helpers that were idle for a whole period, {@link
 *     #close} for all</td></tr>
 * </table>
 *
 * <p>Idle helpers are reused last in, first out. The others stay idle and can be ended. Their
 * number is the smallest number of idle helpers since the last {@code endIdle}.
 *
 * <p>The monitor of the pool guards the collections. It also orders two waits that use the same
 * helper: what one wait wrote before {@code release} is visible to the next after {@code take}.
 */
final class HelperPool implements AutoCloseable {
    private final FutexCalls calls;
    private final ThreadFactory threads;
    private final ArrayList<Helper> idle = new ArrayList<>(); // guarded by this; has room for all
    private final Set<Helper> alive = new HashSet<>(); // guarded by this
    private final IdleReaper reaper = new IdleReaper(this);
    private int leastIdle; // since endIdle() was last called; guarded by this

    HelperPool(FutexCalls calls) {
        // The helpers outlive the first wait, so they inherit nothing from its thread.
        this(calls, StrategyThreads.numbered("waitany-threads-").factory());
    }

    HelperPool(FutexCalls calls, ThreadFactory threads) {
        this.calls = calls;
        this.threads = threads;
    }

    /**
     * Fills an array with helpers. If that fails, no helper is taken.
     *
     * @throws IllegalStateException if the system refuses to start another thread
     */
    void take(Helper[] into) {
        int old = takeIdle(into);
        int taken = old;
        try {
            for (; taken < into.length; taken++) {
                into[taken] = make(taken, into.length);
            }
            for (int i = old; i < taken; i++) { // last: they start side by side
                if (!into[i].hasStarted()) {
                    throw new IllegalStateException(
                            "a thread of the strategy threads could not start",
                            into[i].startFailure());
                }
            }
        } catch (Throwable failure) {
            giveBack(into, old, taken);
            throw failure;
        }
    }

    /** Makes helpers idle whose waits have ended. */
    void release(Helper[] helpers) {
        release(helpers, helpers.length);
    }

    /**
     * Ends the helpers that were idle ever since the last call.
     *
     * @return whether the pool still has helpers
     */
    synchronized boolean endIdle() {
        List<Helper> longest = List.copyOf(idle.subList(0, leastIdle));
        idle.subList(0, leastIdle).clear(); // first: no wait may get a helper that ends
        leastIdle = idle.size();
        longest.forEach(Helper::end);
        longest.forEach(alive::remove);
        return !alive.isEmpty();
    }

    /** Ends all helpers, which must be idle. Returns when their threads have ended. */
    @Override
    public void close() {
        List<Helper> ending;
        synchronized (this) {
            ending = new ArrayList<>(alive);
            idle.clear();
            alive.clear();
            leastIdle = 0;
        }
        ending.forEach(Helper::end);
        ending.forEach(Helper::join);
        reaper.close();
    }

    private synchronized int takeIdle(Helper[] into) {
        int taken = 0;
        while (taken < into.length && !idle.isEmpty()) {
            into[taken++] = idle.removeLast();
        }
        leastIdle = Math.min(leastIdle, idle.size());
        return taken;
    }

    private synchronized void release(Helper[] helpers, int count) {
        for (int i = 0; i < count; i++) {
            idle.add(helpers[i]); // make() has reserved the room
        }
    }

    /** Returns helpers that have no wait. Those from {@code old} on are new and may have failed. */
    private void giveBack(Helper[] helpers, int old, int count) {
        release(helpers, old);
        for (int i = old; i < count; i++) {
            boolean usable = helpers[i].hasStarted();
            synchronized (this) {
                if (usable) {
                    idle.add(helpers[i]);
                } else {
                    alive.remove(helpers[i]);
                }
            }
        }
    }

    private Helper make(int taken, int wanted) {
        Helper made = new Helper(calls, threads);
        synchronized (this) {
            idle.ensureCapacity(alive.size() + 1);
            alive.add(made);
        }
        try {
            made.start();
            reaper.schedule();
            return made;
        } catch (Throwable failure) {
            made.end(); // its thread may run all the same
            made.join();
            synchronized (this) {
                alive.remove(made);
            }
            if (failure instanceof OutOfMemoryError noThread) {
                throw noThread(taken, wanted, noThread);
            }
            throw failure;
        }
    }

    private static IllegalStateException noThread(int taken, int wanted, OutOfMemoryError cause) {
        return new IllegalStateException(
                "strategy threads needs one thread for each of "
                        + wanted
                        + " words, and the system refused one after "
                        + taken
                        + ": raise the limit of the user (RLIMIT_NPROC, ulimit -u), of the"
                        + " container (pids.max) or of the machine (kernel.threads-max), or open"
                        + " a strategy that starts no threads: syscall-waitv or ring-cancel",
                cause);
    }
}
