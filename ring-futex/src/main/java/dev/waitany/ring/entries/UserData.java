/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring.entries;

/**
 * The meaning of the 64 bits of user_data on the rings of strategies and pollers.
 *
 * <pre>
 *   0 and above               entry of a wait: slot of the wait &lt;&lt; 20 | number in the wait
 *   -1                        a cancel (its own completion, not that of its target)
 *   -2                        the timer of the only wait on a ring
 *   -3, -4                    free for the ring's owner
 *   -16 - slot                the timer of the wait in a slot
 *   Long.MIN_VALUE + number   free for the ring's owner
 * </pre>
 *
 * <p>A ring with one wait at a time, or with one armed set, uses slot 0 only.
 */
public final class UserData {
    /** The completion of a cancel. */
    public static final long CANCEL = -1;

    /** The timer of the only wait on a ring. */
    public static final long TIMER = -2;

    /** The first of the two values below the timer that are free for the ring's owner. */
    public static final long FIRST_FREE = -3;

    /** The bits of an entry's number; a set has at most as many words. */
    public static final int ENTRY_BITS = 20;

    private static final long LAST_TIMER = -16;

    private UserData() {}

    /** Tells whether a completion is that of an entry of a wait. */
    public static boolean isEntry(long userData) {
        return userData >= 0;
    }

    /** Returns the user_data of the first entry of the wait in a slot. */
    public static long firstEntry(int slot) {
        return (long) slot << ENTRY_BITS;
    }

    /** Returns the slot of an entry's wait. */
    public static int slot(long userData) {
        return (int) (userData >>> ENTRY_BITS);
    }

    /** Returns the number of an entry in its wait. */
    public static int entry(long userData) {
        return (int) userData & (1 << ENTRY_BITS) - 1;
    }

    /** Returns the user_data of the timer of the wait in a slot. */
    public static long timer(int slot) {
        return LAST_TIMER - slot;
    }

    /** Tells whether a completion is that of a slot's timer. */
    public static boolean isTimer(long userData) {
        return userData <= LAST_TIMER && userData >= LAST_TIMER - Integer.MAX_VALUE;
    }

    /** Returns the slot of a timer's wait. */
    public static int timerSlot(long userData) {
        return (int) (LAST_TIMER - userData);
    }
}
