/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.linux;

import java.util.concurrent.atomic.LongAdder;

/**
 * How many system calls this module has made, when asked to count.
 *
 * <p>Off unless the JVM starts with {@code -Ddev.waitany.countSystemCalls=true}; off, it compiles
 * to nothing.
 */
public final class SystemCallCount {
    /** The property that turns the counting on. */
    public static final String PROPERTY = "dev.waitany.countSystemCalls";

    private static final boolean COUNTING = Boolean.getBoolean(PROPERTY);
    private static final LongAdder CALLS = new LongAdder();

    private SystemCallCount() {}

    static void add() {
        if (COUNTING) {
            CALLS.increment();
        }
    }

    /** Calls made so far by all threads; -1 when they are not counted. */
    public static long sum() {
        return COUNTING ? CALLS.sum() : -1;
    }
}
