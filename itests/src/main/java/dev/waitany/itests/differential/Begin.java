/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.differential;

import dev.waitany.Surplus;
import java.util.List;

/**
 * A waiter begins a wait.
 *
 * @param waiter which
 * @param places the words of its set, by their number in the round, in the set's order
 * @param changed the indexes in its set whose words do not hold what it expects of them
 * @param interrupted whether its thread is interrupted before
 */
record Begin(
        int waiter,
        Mode mode,
        List<Integer> places,
        List<Integer> changed,
        Limit limit,
        Surplus surplus,
        boolean interrupted) {

    /** Whether the kernel gets to see it, and keeps it until an event ends it. */
    boolean blocks() {
        return changed.isEmpty() && limit == Limit.NEVER && !interrupted;
    }

    /** The same with a limit, unless it is without one. */
    Begin within(Limit other) {
        return blocks()
                ? this
                : new Begin(waiter, mode, places, changed, other, surplus, interrupted);
    }

    boolean waitsOn(int word) {
        return places.contains(word);
    }
}
