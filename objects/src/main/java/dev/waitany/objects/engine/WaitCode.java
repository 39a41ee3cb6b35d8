/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.objects.engine;

/**
 * How a wait ended, as an int, so that it makes no garbage.
 *
 * <ul>
 *   <li>0 and above: object {@code index(code)} was taken; {@code isAbandoned(code)} says whether
 *       it was an abandoned mutex. A wait for all answers index 0.
 *   <li>-1 to -15: the constants of this class.
 *   <li>-16 and below: the object at an index is closed, or its mutex has its largest depth.
 * </ul>
 */
public final class WaitCode {
    /** The most objects of one wait. */
    public static final int MOST_OBJECTS = 4_096;

    /** Added to the index if the mutex was abandoned; for all, if one of them was. */
    public static final int ABANDONED = 1 << 16;

    /** The deadline passed. */
    public static final int TIMED_OUT = -1;

    /** The wait was alertable, and its {@link AlertPort} was raised. */
    public static final int ALERTED = -2;

    /** The thread was interrupted. Its interrupt status is cleared. */
    public static final int INTERRUPTED = -3;

    /** An object is there twice in a wait for all. Nothing was taken. */
    public static final int TWICE = -4;

    private static final int CLOSED_BASE = -16;
    private static final int DEPTH_BASE = CLOSED_BASE - ABANDONED;

    private WaitCode() {}

    /** Returns the index of the object that was taken. */
    public static int index(int code) {
        return code & ABANDONED - 1;
    }

    /** Returns whether a taken object was an abandoned mutex. */
    public static boolean isAbandoned(int code) {
        return (code & ABANDONED) != 0;
    }

    /** Returns the code that says that the object at an index is closed. */
    public static int closed(int index) {
        return CLOSED_BASE - index;
    }

    /** Returns whether the code is one of {@link #closed(int)}. */
    public static boolean isClosed(int code) {
        return code <= CLOSED_BASE && code > DEPTH_BASE;
    }

    /** Returns the code that says that the mutex at an index has its largest depth. */
    public static int tooDeep(int index) {
        return DEPTH_BASE - index;
    }

    /** Returns whether the code is one of {@link #tooDeep(int)}. */
    public static boolean isTooDeep(int code) {
        return code <= DEPTH_BASE;
    }

    /** Returns the index of a code of {@link #closed} or {@link #tooDeep}. */
    public static int refusedIndex(int code) {
        return (code > DEPTH_BASE ? CLOSED_BASE : DEPTH_BASE) - code;
    }
}
