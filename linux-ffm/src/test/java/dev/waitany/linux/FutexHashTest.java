/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;

/** Tests the futex hash table of the kernel that runs the tests. */
class FutexHashTest {
    private final int before = FutexHash.slots();

    @Test
    void tableGrowsForManyWaitersAndNotForFew() {
        assumeTrue(
                before > 0,
                () -> "the kernel has no futex hash table per process (" + before + ")");
        FutexHash.makeRoomFor(before);
        assertThat(FutexHash.slots()).as("large enough").isEqualTo(before);
        long many = 100L * before;
        FutexHash.makeRoomFor(many);
        int grown = FutexHash.slots();
        assertThat((long) grown).isBetween(many, 2 * many);
        FutexHash.makeRoomFor(10);
        assertThat(FutexHash.slots()).as("never smaller").isEqualTo(grown);
    }

    @Test
    void kernelsWithoutTablesPerProcessReportZeroOrInvalid() {
        assertThat(before)
                .satisfiesAnyOf(
                        slots -> assertThat(slots).isNotNegative(),
                        slots -> assertThat(slots).isEqualTo(-Errno.EINVAL));
    }
}
