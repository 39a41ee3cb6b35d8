/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring.poller;

import dev.waitany.ring.entries.UserData;

/**
 * The user_data of a poller's entries that belong to no wait; see {@link UserData} for the rest.
 */
final class PollerUserData {
    /** The doorbell's wait. */
    static final long DOORBELL = UserData.FIRST_FREE;

    private static final long FIRST_RING = Long.MIN_VALUE;

    private PollerUserData() {}

    /** Returns the user_data of the poll of a further ring. */
    static long ring(int number) {
        return FIRST_RING + number;
    }

    /** Tells whether a completion is that of the poll of a further ring. */
    static boolean isRing(long userData) {
        return userData < FIRST_RING + Integer.MAX_VALUE;
    }

    /** Returns the number of the further ring that became readable. */
    static int ringNumber(long userData) {
        return (int) (userData - FIRST_RING);
    }
}
