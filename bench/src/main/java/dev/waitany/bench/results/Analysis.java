/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.results;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.waitany.bench.statistics.Interval;
import dev.waitany.bench.statistics.Verdict;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The statistics of a run. All of it follows from the blocks and the seed.
 *
 * @param figures the median of each figure with its interval, by cell
 * @param resolutions what each A/A pair shows
 * @param comparisons ratios of cells of the same workload and size
 * @param targets ratios that workloads state, with their bounds
 */
public record Analysis(
        Map<String, Map<String, Interval>> figures,
        List<PairResolution> resolutions,
        List<Comparison> comparisons,
        List<Target> targets) {
    /**
     * The resolution of one workload and size.
     *
     * @param ratio the figure of the twin divided by that of the same cell
     * @param percent the smallest difference that can be shown
     * @param tooNoisy whether the interval is too wide to judge anything by it
     */
    public record PairResolution(
            String workload,
            int size,
            Figure figure,
            Interval ratio,
            double percent,
            boolean tooNoisy) {}

    /**
     * A ratio of two cells of the same workload and size.
     *
     * @param cell the numerator's id
     * @param against the denominator's id
     * @param verdict null if the group has no A/A pair to judge by
     */
    public record Comparison(
            String cell,
            String against,
            Figure figure,
            Interval ratio,
            @Nullable Verdict verdict) {}

    /**
     * A ratio of the CPU time per operation of two cells, with its upper bound.
     *
     * @param figure both cells, as in "ring-armed × 128 / ring-armed × 1"
     * @param ratioInC the ratio of the same cells of C, from C's own blocks; null without them
     */
    public record Target(
            String workload,
            String figure,
            Interval ratio,
            double bound,
            Outcome outcome,
            @Nullable Interval ratioInC) {}

    /** Whether a target is kept. */
    public enum Outcome {
        /** The whole interval is within the bound. */
        KEPT,
        /** The whole interval is above the bound. */
        MISSED,
        /** The bound lies in the interval. */
        NOT_SHOWN,
        /** The run is too noisy to judge. */
        TOO_NOISY;

        /** Returns the name in the results: lower case with hyphens. */
        @JsonValue
        public String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** Returns a figure of a cell, or null if it was not measured. */
    public @Nullable Interval figure(String cell, Figure figure) {
        return figures.getOrDefault(cell, Map.of()).get(figure.label());
    }
}
