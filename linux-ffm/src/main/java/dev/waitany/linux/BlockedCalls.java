/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.linux;

/**
 * Blocking system calls, of one thread or several, that are ended by signals.
 *
 * <p>A signal that arrives before its thread has entered the kernel does not end the call. Signals
 * are therefore repeated until every call has returned: by the caller of {@link #end}, or after
 * {@link #endSoon} by a thread that exists for this purpose, so that its caller never blocks.
 *
 * <p>The pause between repetitions is measured by the clock and not by parking alone. Real-time
 * signals queue, and a thread that receives them without a pause makes no progress. An interrupted
 * thread does not park, so a loop that relied on parking would send without a pause. Source: man 7
 * signal, "Real-time signals".
 */
public interface BlockedCalls {
    /**
     * Sends one signal to each thread whose call has not returned.
     *
     * @return the number of calls that had not returned
     * @throws IllegalStateException if no signal is free to be sent
     */
    int signal();

    /** Returns whether at least one call has not returned. */
    boolean areBlocked();

    /**
     * Blocks until all calls may have returned. May return early.
     *
     * @param until the latest time to return, on the clock of {@link System#nanoTime()}
     */
    void awaitReturn(long until);

    /** Sends signals until all calls have returned. */
    static void end(BlockedCalls calls) {
        final long firstPause = 20_000; // ns for each blocked thread, doubled with each repetition
        final long lastPause = 1_000_000;
        long pause = firstPause;
        for (int left = calls.signal(); left > 0; left = calls.signal()) {
            long until = System.nanoTime() + left * pause;
            while (calls.areBlocked() && System.nanoTime() - until < 0) {
                calls.awaitReturn(until); // returns at once if this thread is interrupted
            }
            pause = Math.min(2 * pause, lastPause);
        }
    }

    /**
     * Sends a signal to each thread, and has it repeated until all calls have returned. Takes at
     * most some 50 µs, whatever the threads do. Throws nothing.
     */
    static void endSoon(BlockedCalls calls) {
        final long patience = 30_000; // ns; most calls return earlier, and no thread is needed
        SignalRepeater.trySignal(calls);
        long begin = System.nanoTime();
        while (calls.areBlocked()) {
            if (System.nanoTime() - begin > patience) {
                SignalRepeater.HERE.add(calls);
                return;
            }
            Thread.onSpinWait();
        }
    }
}
