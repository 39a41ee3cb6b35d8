/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.linux;

/**
 * Blocking system calls of one thread or of many that are to end now.
 *
 * <p>A signal that comes before its thread is in the kernel is lost. So signals are sent again, and
 * by the clock: real-time signals queue, and who is sent them without a pause does nothing but take
 * them.
 */
public interface BlockedCalls {
    /** Signals once each thread that still blocks; how many have yet to return, 0 when none. */
    int signal();

    /** Whether one has yet to return. */
    boolean areBlocked();

    /** Sleeps until all may have returned; no longer than until this {@link System#nanoTime()}. */
    void rest(long until);

    /** Signals until all have returned. */
    static void end(BlockedCalls calls) {
        final long firstPause = 20_000; // ns, for each thread; doubled up to the last
        final long lastPause = 1_000_000;
        AlertSignal.INSTALLED.claim();
        long pause = firstPause;
        for (int left = calls.signal(); left > 0; left = calls.signal()) {
            long until = System.nanoTime() + left * pause;
            while (calls.areBlocked() && System.nanoTime() - until < 0) {
                calls.rest(until); // which an interrupt may cut short
            }
            pause = Math.min(2 * pause, lastPause);
        }
    }
}
