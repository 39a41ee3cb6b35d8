/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.cli;

import dev.waitany.bench.argument.BadArgumentException;
import dev.waitany.bench.measure.Workload;
import dev.waitany.bench.workload.Variants;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/**
 * The options for what can be set of workloads besides their sizes. Several values are measured.
 */
final class ParameterOptions {
    @Option(
            names = "--placement",
            split = ",",
            paramLabel = "WHERE",
            description = "Where driver and waiters run: two-cpus (default), one-cpu, free.")
    private List<String> placements = List.of();

    @Option(
            names = "--rate",
            split = ",",
            paramLabel = "N",
            description = "Wakes, requests or frames per second, in workloads with a rate.")
    private List<String> rates = List.of();

    @Option(
            names = "--deadline",
            split = ",",
            paramLabel = "TIME",
            description = "Deadlines of waits, as in 50us,1ms, in workloads with deadlines.")
    private List<String> deadlines = List.of();

    @Option(
            names = "--burst",
            split = ",",
            paramLabel = "N",
            description = "Wakes at once, in the workload surplus.")
    private List<String> bursts = List.of();

    @Option(
            names = "--set",
            paramLabel = "NAME=VALUE[,VALUE]",
            description = "Any parameter of a workload; may be repeated. See the list below.")
    private Map<String, String> others = Map.of();

    /** Returns whether an option was given. */
    boolean areGiven() {
        return !given().isEmpty();
    }

    /** Returns the workloads with the values of the options, in all combinations. */
    List<Workload> apply(List<Workload> workloads) {
        List<Workload> changed = workloads;
        for (Map.Entry<String, List<String>> option : given().entrySet()) {
            if (option.getValue().contains("")) {
                throw new BadArgumentException("--" + option.getKey() + ": a value is empty");
            }
            changed = Variants.ofSome(changed, option.getKey(), option.getValue());
        }
        return changed;
    }

    private Map<String, List<String>> given() {
        Map<String, List<String>> values = new LinkedHashMap<>();
        others.forEach((name, list) -> values.put(name, List.of(list.split(",", -1))));
        values.put("rate", rates);
        values.put("deadline", deadlines);
        values.put("burst", bursts);
        values.put("placement", placements);
        values.values().removeIf(List::isEmpty);
        return values;
    }
}
