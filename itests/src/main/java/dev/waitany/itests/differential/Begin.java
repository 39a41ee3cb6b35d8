/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.differential;

import dev.waitany.Surplus;
import java.util.List;

/**
 * A waiter begins a wait.
 *
 * @param waiter its number.
 * @param places the words of its set, as numbers in the round, in the set's order.
 * @param changed the indexes in its set whose words do not hold the expected value.
 * @param interrupted whether its thread is interrupted before it waits.
 */
record Begin(
        int waiter,
        Mode mode,
        List<Integer> places,
        List<Integer> changed,
        Limit limit,
        Surplus surplus,
        boolean interrupted) {

    /** Tells whether it blocks in the kernel until an event ends it. */
    boolean blocks() {
        return changed.isEmpty() && limit == Limit.NEVER && !interrupted;
    }

    /** Returns the same wait with another limit, unless it blocks. */
    Begin within(Limit other) {
        return blocks()
                ? this
                : new Begin(waiter, mode, places, changed, other, surplus, interrupted);
    }

    boolean waitsOn(int word) {
        return places.contains(word);
    }
}
