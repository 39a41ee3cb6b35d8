/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Evaluates the target ratios of workloads from measured results. */
public final class Targets {
    private Targets() {}

    /** Returns the ratios of all workloads for which both sides were measured. */
    public static List<Results.Target> of(List<Results.Result> results, List<Workload> workloads) {
        List<Results.Target> targets = new ArrayList<>();
        for (Workload workload : workloads) {
            List<Results.Result> own =
                    results.stream().filter(r -> r.workload().equals(workload.name())).toList();
            List<String> strategies =
                    own.stream().map(Results.Result::strategy).distinct().toList();
            for (TargetRatio ratio : workload.targets(strategies)) {
                evaluate(workload.name(), ratio, own).ifPresent(targets::add);
            }
        }
        return targets;
    }

    private static Optional<Results.Target> evaluate(
            String workload, TargetRatio ratio, List<Results.Result> results) {
        Optional<Results.Result> above = find(results, ratio.strategy(), ratio.size());
        Optional<Results.Result> below = find(results, ratio.other(), ratio.otherSize());
        if (above.isEmpty() || below.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new Results.Target(
                        workload,
                        name(ratio.strategy(), ratio.size())
                                + " / "
                                + name(ratio.other(), ratio.otherSize()),
                        above.get().cpuNanosPerOp() / below.get().cpuNanosPerOp(),
                        ratio.bound(),
                        ratioInC(above.get(), below.get())));
    }

    private static @Nullable Double ratioInC(Results.Result above, Results.Result below) {
        Results.Ratio toC = above.ratioToC();
        Results.Ratio otherToC = below.ratioToC();
        return toC == null || otherToC == null
                ? null
                : (above.cpuNanosPerOp() / toC.cpu()) / (below.cpuNanosPerOp() / otherToC.cpu());
    }

    private static String name(String strategy, int size) {
        return strategy + " × " + size;
    }

    private static Optional<Results.Result> find(
            List<Results.Result> results, String strategy, int size) {
        return results.stream()
                .filter(r -> r.strategy().equals(strategy) && r.size() == size)
                .findFirst();
    }
}
