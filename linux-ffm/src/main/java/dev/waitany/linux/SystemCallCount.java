/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.linux;

import java.util.concurrent.atomic.LongAdder;

/**
 * Counts the system calls that this module makes.
 *
 * <p>Counting is off by default, and then costs nothing once {@link #add()} is compiled. The system
 * property {@value #PROPERTY} turns it on. The property is read once, when this class is
 * initialized.
 */
public final class SystemCallCount {
    /** The system property that turns counting on if it is {@code true}. */
    public static final String PROPERTY = "dev.waitany.countSystemCalls";

    private static final boolean COUNTING = Boolean.getBoolean(PROPERTY);
    private static final LongAdder CALLS = new LongAdder();

    private SystemCallCount() {}

    static void add() {
        if (COUNTING) {
            CALLS.increment();
        }
    }

    /** Returns the number of calls that all threads have made, or -1 if counting is off. */
    public static long sum() {
        return COUNTING ? CALLS.sum() : -1;
    }
}
