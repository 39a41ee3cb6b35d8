/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.spi;

/**
 * How a waiter's call ended, as an int, so that it makes no garbage.
 *
 * <ul>
 *   <li>0 and above: the index of a woken word.
 *   <li>-1 to -3: the constants of this class.
 *   <li>-4 to -15: unused.
 *   <li>-16 and below: a changed word, see {@link #changed(int)}.
 * </ul>
 */
public final class Outcome {
    /** The deadline passed. */
    public static final int TIMED_OUT = -1;

    /** An alert or a signal came. The caller finds the reason, or waits again. */
    public static final int ALERTED = -2;

    /** A word did not hold its expected value, and the kernel did not say which one. */
    public static final int CHANGED = -3;

    private static final int CHANGED_BASE = Integer.MIN_VALUE;
    private static final int LAST_CHANGED = -16;

    private Outcome() {}

    /**
     * Returns the outcome that says that the word at an index did not hold its expected value.
     *
     * @param index from 0 to {@link Integer#MAX_VALUE} - 15; not checked
     * @return a value from {@link Integer#MIN_VALUE} to -16
     */
    public static int changed(int index) {
        return CHANGED_BASE + index;
    }

    /** Returns whether the outcome is one of {@link #changed(int)}. */
    public static boolean isChanged(int outcome) {
        return outcome <= LAST_CHANGED;
    }

    /** Returns the index in an outcome for which {@link #isChanged(int)} answers true. */
    public static int changedIndex(int outcome) {
        return outcome - CHANGED_BASE;
    }
}
