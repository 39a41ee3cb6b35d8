/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;

/** The table of private waiters, on the kernel that runs the tests. */
class FutexHashTest {
    private final int before = FutexHash.slots();

    @Test
    void tableGrowsToTheWaitersItIsToHoldAndNotForFew() {
        assumeTrue(
                before > 0,
                () -> "the kernel gives processes no futex hash of their own (" + before + ")");
        FutexHash.makeRoomFor(before);
        assertThat(FutexHash.slots()).as("room enough").isEqualTo(before);
        long many = 100L * before;
        FutexHash.makeRoomFor(many);
        int grown = FutexHash.slots();
        assertThat((long) grown).isBetween(many, 2 * many);
        FutexHash.makeRoomFor(10);
        assertThat(FutexHash.slots()).as("never smaller").isEqualTo(grown);
    }

    @Test
    void kernelsWithoutSuchTablesSayNoOrZero() {
        assertThat(before)
                .satisfiesAnyOf(
                        slots -> assertThat(slots).isNotNegative(),
                        slots -> assertThat(slots).isEqualTo(-Errno.EINVAL));
    }
}
