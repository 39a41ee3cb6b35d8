/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.experiment;

import dev.waitany.bench.measure.Effort;
import dev.waitany.bench.measure.Selection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A checked experiment.
 *
 * @param about the question that it answers
 * @param quick whether to use the shorter blocks of {@code --quick}
 * @param forks null for the default
 * @param minutes the time for all cells; null for the default
 * @param seed null for a random one
 */
public record Experiment(
        String about,
        boolean quick,
        @Nullable Integer forks,
        @Nullable Double minutes,
        @Nullable Long seed,
        Selection selection) {
    /** Returns the experiment that measures a selection. */
    public static Experiment of(Selection selection, boolean quick) {
        return new Experiment("", quick, null, null, null, selection);
    }

    /** Returns the same experiment with the shorter blocks of {@code --quick}. */
    public Experiment quickly() {
        return new Experiment(about, true, forks, minutes, seed, selection);
    }

    /** Returns how long to measure. */
    public Effort effort() {
        Effort standard = quick ? Effort.QUICK : Effort.FULL;
        Effort inForks = forks == null ? standard : standard.withForks(forks);
        return minutes == null
                ? inForks
                : inForks.within(Duration.ofMillis(Math.round(minutes * 60_000)));
    }

    /**
     * The content of the file, which its schema has checked.
     *
     * @param strategies strategies and baselines; empty for all
     */
    record Content(
            String about,
            @Nullable Boolean quick,
            @Nullable Integer forks,
            @Nullable Double minutes,
            @Nullable Long seed,
            List<String> strategies,
            List<Entry> measure) {
        Content {
            strategies = strategies == null ? List.of() : strategies;
        }
    }

    /**
     * One workload of an experiment.
     *
     * @param sizes empty for the default ones
     * @param set values of parameters, by name; several values make several workloads
     */
    record Entry(String workload, List<Integer> sizes, Map<String, List<String>> set) {
        Entry {
            sizes = sizes == null ? List.of() : sizes;
            set = set == null ? Map.of() : set;
        }
    }
}
