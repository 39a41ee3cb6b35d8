/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring;

/**
 * What the 64 bits of user_data mean on our rings: 0 and above is an entry of a wait, below are the
 * others.
 *
 * <p>On a ring with one wait at a time, or of one armed set, an entry is its number in the wait. On
 * a ring of many waits the bits above {@link #ENTRY_BITS} are the wait's slot.
 */
final class UserData {
    /** The completion of a cancel, not of what it cancelled. */
    static final long CANCEL = -1;

    /** The timer of a deadline on the realtime clock. */
    static final long TIMER = -2;

    /** A poller's doorbell. */
    static final long DOORBELL = -3;

    /** The first wait that is armed on a ring, and so the last that the kernel lets go. */
    static final long CANARY = -4;

    /** Entries of one wait: as many as a set has words at most. */
    static final int ENTRY_BITS = 20;

    private static final long LAST_TIMER = -16;
    private static final long FIRST_SHARD = Long.MIN_VALUE;

    private UserData() {}

    static boolean isEntry(long userData) {
        return userData >= 0;
    }

    /** The user_data of the first entry of the wait in a slot. */
    static long firstEntry(int slot) {
        return (long) slot << ENTRY_BITS;
    }

    static int slot(long userData) {
        return (int) (userData >>> ENTRY_BITS);
    }

    static int entry(long userData) {
        return (int) userData & (1 << ENTRY_BITS) - 1;
    }

    /** The timer of the wait in a slot. */
    static long timer(int slot) {
        return LAST_TIMER - slot;
    }

    static boolean isTimer(long userData) {
        return userData <= LAST_TIMER && userData >= LAST_TIMER - Integer.MAX_VALUE;
    }

    static int timerSlot(long userData) {
        return (int) (LAST_TIMER - userData);
    }

    /** The readiness of a poller's further ring. */
    static long shard(int number) {
        return FIRST_SHARD + number;
    }

    static boolean isShard(long userData) {
        return userData < FIRST_SHARD + Integer.MAX_VALUE;
    }

    static int shardNumber(long userData) {
        return (int) (userData - FIRST_SHARD);
    }
}
