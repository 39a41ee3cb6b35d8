/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What armed sets are for, as ratios of CPU per wake: a set that stays armed costs less than one
 * wait on all its words, and hardly more where it has more of them.
 */
final class Targets {
    private Targets() {}

    static List<Results.Target> of(List<Results.Result> results) {
        List<Results.Target> targets = new ArrayList<>();
        add(targets, results, "ring-armed", 128, "syscall-waitv", 128, 0.70);
        add(targets, results, "ring-armed", 128, "ring-armed", 1, 1.15);
        add(targets, results, "ring-armed", 100_000, "ring-armed", 128, 1.5);
        return targets;
    }

    private static void add(
            List<Results.Target> targets,
            List<Results.Result> results,
            String strategy,
            int words,
            String other,
            int otherWords,
            double bound) {
        Optional<Results.Result> above = find(results, strategy, words);
        Optional<Results.Result> below = find(results, other, otherWords);
        if (above.isPresent() && below.isPresent()) {
            targets.add(
                    new Results.Target(
                            name(strategy, words) + " / " + name(other, otherWords),
                            above.get().cpuNanosPerOp() / below.get().cpuNanosPerOp(),
                            bound,
                            ratioInC(above.get(), below.get())));
        }
    }

    private static @Nullable Double ratioInC(Results.Result above, Results.Result below) {
        Results.Ratio toC = above.ratioToC();
        Results.Ratio otherToC = below.ratioToC();
        return toC == null || otherToC == null
                ? null
                : (above.cpuNanosPerOp() / toC.cpu()) / (below.cpuNanosPerOp() / otherToC.cpu());
    }

    private static String name(String strategy, int words) {
        return strategy + " × " + words;
    }

    private static Optional<Results.Result> find(
            List<Results.Result> results, String strategy, int words) {
        return results.stream()
                .filter(r -> r.workload().equals(ArmedScale.NAME))
                .filter(r -> r.strategy().equals(strategy) && r.words() == words)
                .findFirst();
    }
}
