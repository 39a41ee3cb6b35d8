/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.linux;

import dev.waitany.linux.uapi.LinuxUapi;

/**
 * The clocks that a futex deadline can use.
 *
 * <p>Source: man 2 clock_gettime.
 */
public enum Clock {
    /**
     * CLOCK_REALTIME: nanoseconds since 1970. If the clock is set, deadlines on it follow the new
     * time.
     */
    REALTIME(LinuxUapi.CLOCK_REALTIME()),
    /**
     * CLOCK_MONOTONIC: the clock of {@link System#nanoTime()} on Linux. It does not advance while
     * the machine is suspended.
     */
    MONOTONIC(LinuxUapi.CLOCK_MONOTONIC());

    private static final long PR_SET_TIMERSLACK = 29;
    private static final long PR_GET_TIMERSLACK = 30;
    private static final long SHORTEST_SLACK = 1; // ns; 0 would restore the thread's default

    private final int id;

    Clock(int id) {
        this.id = id;
    }

    /** Returns the kernel's number of the clock. */
    public int id() {
        return id;
    }

    /**
     * Sets the timer slack of the calling thread to the shortest one, 1 ns. The slack is how much
     * later than asked for the kernel lets a sleep of the thread end, 50 µs by default. FUTEX_WAIT
     * has it; futex_waitv(2) and io_uring have not. The slack stays as it is if the kernel refuses.
     *
     * <p>Source: man 2 PR_SET_TIMERSLACK; kernel/futex/core.c, futex_setup_timer.
     *
     * @param state of the calling thread
     * @return the slack before, for {@link #restoreSlack}; 0 if nothing is to be restored
     */
    public static long shortenSlack(CallState state) {
        long before = slack(state, PR_GET_TIMERSLACK, 0);
        if (before <= SHORTEST_SLACK) { // also 0, of real-time threads, and refusals
            return 0;
        }
        return slack(state, PR_SET_TIMERSLACK, SHORTEST_SLACK) == 0 ? before : 0;
    }

    /**
     * Sets the timer slack of the calling thread to what it was before {@link #shortenSlack}.
     *
     * @param before what {@code shortenSlack} has returned; nothing is done for 0
     */
    public static void restoreSlack(CallState state, long before) {
        if (before > 0) {
            slack(state, PR_SET_TIMERSLACK, before);
        }
    }

    private static long slack(CallState state, long option, long nanos) {
        return SystemCall.call(
                state.segment(), SystemCallNumbers.HERE.prctl(), option, nanos, 0, 0, 0, 0);
    }
}
