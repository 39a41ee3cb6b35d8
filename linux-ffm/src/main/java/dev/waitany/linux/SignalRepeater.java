/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.linux;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.LockSupport;

/**
 * Repeats signals on behalf of threads that must not block, such as callers of {@link
 * Thread#interrupt()}.
 *
 * <p>Its thread exists only while there are calls to be ended. So it keeps no class loader from
 * being unloaded, and most processes never have it.
 *
 * <table>
 * <caption>States</caption>
 * <tr><th>state</th><th>entered by</th></tr>
 * <tr><td>no calls, no thread</td><td>the thread, when all its calls have returned</td></tr>
 * <tr><td>calls and a thread</td><td>{@link #add}</td></tr>
 * </table>
 *
 * <p>Both transitions happen under the lock, so no call is added to a thread that has decided to
 * end.
 *
 * <p>Thread-safe.
 */
final class SignalRepeater implements Runnable {
    private static final long FIRST_PAUSE = 50_000; // ns, doubled with each repetition
    private static final long LAST_PAUSE = 1_000_000;

    /** The repeater of this copy of WaitAny. Its thread does not inherit the starter's priority. */
    @SuppressWarnings("ThreadPriorityCheck")
    static final SignalRepeater HERE =
            new SignalRepeater(
                    Thread.ofPlatform()
                            .daemon()
                            .name("waitany-alerts")
                            .inheritInheritableThreadLocals(false)
                            .factory());

    private final ThreadFactory threads;
    private final List<BlockedCalls> blocked = new ArrayList<>(); // guarded by this
    private boolean running; // guarded by this

    SignalRepeater(ThreadFactory threads) {
        this.threads = threads;
    }

    /**
     * Repeats signals until the calls have returned. If no thread can be started, the caller's
     * thread does it, and blocks meanwhile. Throws nothing.
     */
    void add(BlockedCalls calls) {
        try {
            handOver(calls);
        } catch (OutOfMemoryError noThread) {
            for (long pause = FIRST_PAUSE; calls.areBlocked(); pause = next(pause)) {
                trySignal(calls);
                rest(pause);
            }
        }
    }

    private synchronized void handOver(BlockedCalls calls) {
        if (!running) {
            threads.newThread(this).start(); // blocks on the lock until this method returns
            running = true;
        }
        if (!blocked.contains(calls)) {
            blocked.add(calls);
        }
    }

    @Override
    public void run() {
        for (long pause = FIRST_PAUSE; signalAll(); pause = next(pause)) {
            rest(pause);
        }
    }

    /** Sends a signal to each call that has not returned. Returns whether there is one. */
    private boolean signalAll() {
        try {
            List<BlockedCalls> left = left();
            left.forEach(SignalRepeater::tryAnything);
            return !left.isEmpty();
        } catch (RuntimeException | Error repeated) { // if this thread ended, none would follow it
            return true;
        }
    }

    private static void tryAnything(BlockedCalls calls) {
        try {
            calls.signal();
        } catch (RuntimeException | Error repeated) {
            // The other calls get their signals all the same.
        }
    }

    private void rest(long pause) {
        long begin = System.nanoTime(); // an interrupted thread does not park
        while (System.nanoTime() - begin < pause) {
            LockSupport.parkNanos(this, pause);
        }
    }

    private static long next(long pause) {
        return Math.min(2 * pause, LAST_PAUSE);
    }

    /** Forgets the calls that have returned, and returns the others. */
    private synchronized List<BlockedCalls> left() {
        blocked.removeIf(calls -> !calls.areBlocked());
        running = !blocked.isEmpty();
        return List.copyOf(blocked);
    }

    /** Sends the signals once, if that is possible now. */
    static void trySignal(BlockedCalls calls) {
        try {
            calls.signal();
        } catch (IllegalStateException | OutOfMemoryError repeated) {
            // No signal is free, or no memory. The next repetition tries again.
        }
    }
}
