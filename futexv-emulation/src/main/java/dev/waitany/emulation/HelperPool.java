/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.emulation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ThreadFactory;

/**
 * Helpers that wait for work. The one that rested last works first, so that the others may end.
 * Thread-safe.
 */
final class HelperPool implements AutoCloseable {
    private final ThreadFactory threads =
            Thread.ofPlatform().daemon().name("waitany-threads-", 0).factory();
    private final Deque<Helper> idle = new ArrayDeque<>(); // guarded by this
    private final List<Helper> alive = new ArrayList<>(); // guarded by this

    /**
     * Takes as many helpers as there are words, all or none.
     *
     * @throws IllegalStateException if the system gives no more threads
     */
    void take(Helper[] into, int count) {
        int taken = 0;
        try {
            while (taken < count) {
                into[taken] = take();
                taken++;
            }
        } catch (OutOfMemoryError noThread) {
            give(into, taken);
            throw new IllegalStateException(
                    "strategy threads needs "
                            + count
                            + " threads and got "
                            + taken
                            + ": raise the pids or nproc limit",
                    noThread);
        }
    }

    synchronized void give(Helper[] helpers, int count) {
        for (int i = 0; i < count; i++) {
            idle.push(helpers[i]);
        }
    }

    /** For a helper that has rested long: it may end unless somebody has just taken it. */
    synchronized boolean retire(Helper helper) {
        return idle.remove(helper) && alive.remove(helper);
    }

    /** Ends all helpers; all must be idle. Returns when their threads are gone. */
    @Override
    public void close() {
        List<Helper> ending;
        synchronized (this) {
            ending = new ArrayList<>(alive);
            idle.clear();
            alive.clear();
        }
        ending.forEach(Helper::end);
        ending.forEach(Helper::join);
    }

    private Helper take() {
        synchronized (this) {
            Helper rested = idle.poll();
            if (rested != null) {
                return rested;
            }
        }
        Helper made = new Helper(this, threads);
        synchronized (this) {
            alive.add(made);
        }
        return made;
    }
}
