/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.measure;

import dev.waitany.bench.results.MeasuredCell;

/**
 * When the rounds of a group end. Enough rounds for an interval come before the group's share of
 * the time, but not before the time of the whole run.
 *
 * @param most the planned rounds
 * @param end when the share of the group ends, in nanoTime
 * @param last when the time of the run ends
 */
record RoundLimits(int most, long end, long last) {
    /** Returns whether one more round may begin after some rounds. */
    boolean allow(int rounds, long now) {
        long latest = rounds < MeasuredCell.LEAST_BLOCKS || last - end < 0 ? last : end;
        return rounds < most && now - latest <= 0;
    }
}
