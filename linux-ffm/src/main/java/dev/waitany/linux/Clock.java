/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.linux;

import dev.waitany.linux.uapi.LinuxUapi;

/** The two clocks that futex deadlines may be on. */
public enum Clock {
    /** CLOCK_REALTIME: nanoseconds since 1970; can be set, and then a deadline moves with it. */
    REALTIME(LinuxUapi.CLOCK_REALTIME()),
    /**
     * CLOCK_MONOTONIC: what {@link System#nanoTime()} reads on Linux; stands still while the
     * machine sleeps.
     */
    MONOTONIC(LinuxUapi.CLOCK_MONOTONIC());

    private final int id;

    Clock(int id) {
        this.id = id;
    }

    int id() {
        return id;
    }
}
