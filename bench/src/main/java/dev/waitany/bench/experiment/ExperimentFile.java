/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.experiment;

import dev.waitany.Support;
import dev.waitany.bench.argument.BadArgumentException;
import dev.waitany.bench.measure.Selection;
import dev.waitany.bench.measure.SizeUnit;
import dev.waitany.bench.measure.Workload;
import dev.waitany.bench.workload.Variants;
import dev.waitany.bench.workload.Workloads;
import dev.waitany.bench.yaml.YamlFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * An experiment in YAML: one that is shipped, or a file. Each fault is reported as one line that
 * begins with the file and the line.
 *
 * @param name the path, or the name of a shipped experiment; for messages
 */
public record ExperimentFile(String name, String text) {
    /** The experiments that are in the jar, from {@code bench/experiments}. */
    public static final List<String> SHIPPED =
            List.of("quick", "break-even", "late-timers", "spin-budgets", "swallowed-wakes");

    /**
     * Finds an experiment.
     *
     * @param name the name of a shipped one, or else the path of a file
     * @throws BadArgumentException if there is none, or it cannot be read
     */
    public static ExperimentFile find(String name) {
        if (SHIPPED.contains(name)) {
            return new ExperimentFile(name, YamlFile.resource("/experiments/" + name + ".yaml"));
        }
        try {
            return new ExperimentFile(name, Files.readString(Path.of(name)));
        } catch (IOException e) {
            boolean exists = Files.exists(Path.of(name));
            throw new BadArgumentException(
                    name
                            + ": "
                            + (exists
                                    ? "cannot be read: " + e.getMessage()
                                    : "neither a file nor one of " + String.join(", ", SHIPPED)));
        }
    }

    /** Returns the text of the schema. */
    public static String schema() {
        return YamlFile.resource("/dev/waitany/bench/experiment/experiment.schema.json");
    }

    /**
     * Reads and checks the experiment.
     *
     * @param found all strategies, with whether they work
     * @throws BadArgumentException if the text breaks the schema, or names what does not exist
     */
    public Experiment read(List<Support> found) throws Exception {
        YamlFile file = new YamlFile(name, text);
        Experiment.Content content = file.read("an experiment", schema(), Experiment.Content.class);
        List<Selection> parts = new ArrayList<>();
        for (int i = 0; i < content.measure().size(); i++) {
            Experiment.Entry entry = content.measure().get(i);
            String at = "/measure/" + i;
            List<Workload> workloads = workloads(entry, at, file);
            try {
                Map<SizeUnit, List<Integer>> sizes =
                        Map.of(workloads.getFirst().unit(), entry.sizes());
                parts.add(
                        content.strategies().isEmpty()
                                ? Selection.ofAll(found, sizes, workloads)
                                : Selection.of(found, content.strategies(), sizes, workloads));
            } catch (BadArgumentException bad) {
                boolean isName = String.valueOf(bad.getMessage()).startsWith("no strategy");
                throw at(file, isName ? "/strategies" : at + "/sizes", bad);
            }
        }
        return new Experiment(
                content.about(),
                Boolean.TRUE.equals(content.quick()),
                content.forks(),
                content.minutes(),
                content.seed(),
                Selection.join(parts));
    }

    private static List<Workload> workloads(Experiment.Entry entry, String at, YamlFile file) {
        Workload workload;
        try {
            workload = Workloads.named(entry.workload());
        } catch (BadArgumentException bad) {
            throw at(file, at + "/workload", bad);
        }
        List<Workload> all = List.of(workload);
        for (Map.Entry<String, List<String>> values : entry.set().entrySet()) {
            try {
                all = Variants.of(all, values.getKey(), values.getValue());
            } catch (BadArgumentException bad) {
                throw at(file, at + "/set/" + values.getKey(), bad);
            }
        }
        return all;
    }

    private static BadArgumentException at(
            YamlFile file, String pointer, BadArgumentException bad) {
        return file.fault(pointer, String.valueOf(bad.getMessage()));
    }
}
