/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.counts;

import java.util.EnumMap;
import java.util.Map;

/**
 * The instructions of one strategy with one number of words, as medians over rounds.
 *
 * @param changed see {@link Measure#CHANGED}
 * @param sleep see {@link Measure#SLEEP}
 * @param wake see {@link Measure#WAKE}
 */
record CellCounts(String strategy, int words, long changed, long sleep, long wake) {
    /** Makes a cell from a count for each measure. */
    static CellCounts of(String strategy, int words, Map<Measure, Long> counts) {
        if (counts.size() < Measure.values().length) {
            throw new CountFailure(
                    "%s, %d words: only %s counted".formatted(strategy, words, counts.keySet()));
        }
        Map<Measure, Long> all = new EnumMap<>(counts);
        return new CellCounts(
                strategy,
                words,
                all.getOrDefault(Measure.CHANGED, 0L),
                all.getOrDefault(Measure.SLEEP, 0L),
                all.getOrDefault(Measure.WAKE, 0L));
    }

    /** Returns the instructions of one wait and the wake that ends it. */
    long halfRound() {
        return sleep + wake;
    }

    long of(Measure measure) {
        return switch (measure) {
            case CHANGED -> changed;
            case SLEEP -> sleep;
            case WAKE -> wake;
        };
    }
}
