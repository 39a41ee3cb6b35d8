/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.emulation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadFactory;

/**
 * Helpers that wait for work. The one that rested last works first, so that the others may end.
 * Thread-safe.
 */
final class HelperPool implements AutoCloseable {
    private final ThreadFactory threads =
            Thread.ofPlatform().daemon().name("waitany-threads-", 0).factory();
    private final Deque<Helper> idle = new ArrayDeque<>(); // guarded by this
    private final Set<Helper> alive = new HashSet<>(); // guarded by this
    private final Retirement retirement = new Retirement(this);
    private int leastIdle; // since retire() was last called; guarded by this

    /**
     * Takes as many helpers as fit, all or none.
     *
     * @throws IllegalStateException if the system gives no more threads
     */
    void take(Helper[] into) {
        int taken = takeIdle(into);
        try {
            for (; taken < into.length; taken++) {
                into[taken] = make();
            }
        } catch (OutOfMemoryError noThread) {
            give(into, taken);
            throw new IllegalStateException(
                    "strategy threads needs "
                            + into.length
                            + " threads and got "
                            + taken
                            + ": raise the pids or nproc limit",
                    noThread);
        }
    }

    void give(Helper[] helpers) {
        give(helpers, helpers.length);
    }

    /**
     * Ends the helpers that had nothing to do since the last call.
     *
     * @return whether any are left
     */
    synchronized boolean retire() {
        for (; leastIdle > 0; leastIdle--) {
            Helper longest = idle.removeLast();
            alive.remove(longest);
            longest.end();
        }
        leastIdle = idle.size();
        return !alive.isEmpty();
    }

    /** Ends all helpers; all must be idle. Returns when their threads are gone. */
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
        retirement.close();
    }

    private synchronized int takeIdle(Helper[] into) {
        int taken = 0;
        while (taken < into.length && !idle.isEmpty()) {
            into[taken++] = idle.pop();
        }
        leastIdle = Math.min(leastIdle, idle.size());
        return taken;
    }

    private synchronized void give(Helper[] helpers, int count) {
        for (int i = 0; i < count; i++) {
            idle.push(helpers[i]);
        }
    }

    private Helper make() {
        Helper made = new Helper(threads);
        synchronized (this) {
            alive.add(made);
        }
        retirement.begin();
        return made;
    }
}
