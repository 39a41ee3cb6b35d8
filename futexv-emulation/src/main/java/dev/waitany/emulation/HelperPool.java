/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.emulation;

import dev.waitany.spi.StrategyThreads;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
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
    private final ThreadFactory threads = StrategyThreads.numbered("waitany-threads-").factory();
    private final Deque<Helper> idle = new ArrayDeque<>(); // guarded by this
    private final Set<Helper> alive = new HashSet<>(); // guarded by this
    private final IdleReaper reaper = new IdleReaper(this);
    private int leastIdle; // since endIdle() was last called; guarded by this

    /**
     * Fills an array with helpers. If that fails, no helper is taken.
     *
     * @throws IllegalStateException if the system refuses to start another thread
     */
    void take(Helper[] into) {
        int taken = takeIdle(into);
        try {
            for (; taken < into.length; taken++) {
                into[taken] = make();
            }
        } catch (OutOfMemoryError noThread) {
            release(into, taken);
            throw new IllegalStateException(
                    "strategy threads needs "
                            + into.length
                            + " threads and got "
                            + taken
                            + ": raise the pids or nproc limit",
                    noThread);
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
        for (; leastIdle > 0; leastIdle--) {
            Helper longest = idle.removeLast();
            alive.remove(longest);
            longest.end();
        }
        leastIdle = idle.size();
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
            into[taken++] = idle.pop();
        }
        leastIdle = Math.min(leastIdle, idle.size());
        return taken;
    }

    private synchronized void release(Helper[] helpers, int count) {
        for (int i = 0; i < count; i++) {
            idle.push(helpers[i]);
        }
    }

    private Helper make() {
        Helper made = new Helper(threads);
        synchronized (this) {
            alive.add(made);
        }
        reaper.schedule();
        return made;
    }
}
