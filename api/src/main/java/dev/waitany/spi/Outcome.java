/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.spi;

/**
 * How a waiter's call ended, as an int that makes no garbage: 0 and above is the index of a woken
 * word; below stand the named values, and changed words.
 */
public final class Outcome {
    /** The deadline passed. */
    public static final int TIMED_OUT = -1;

    /** An alert or a signal: the caller knows what for, or waits again. */
    public static final int ALERTED = -2;

    /** Some word did not hold its expected value; the kernel did not say which. */
    public static final int CHANGED = -3;

    private static final int CHANGED_BASE = Integer.MIN_VALUE;
    private static final int LAST_CHANGED = -16;

    private Outcome() {}

    /** The word at this index did not hold its expected value. */
    public static int changed(int index) {
        return CHANGED_BASE + index;
    }

    /** Whether the outcome names a changed word. */
    public static boolean isChanged(int outcome) {
        return outcome <= LAST_CHANGED;
    }

    /** The index of the changed word it names. */
    public static int changedIndex(int outcome) {
        return outcome - CHANGED_BASE;
    }
}
