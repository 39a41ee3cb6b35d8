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

    private final int id;

    Clock(int id) {
        this.id = id;
    }

    /** Returns the kernel's number of the clock. */
    public int id() {
        return id;
    }
}
