/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.cli;

import dev.waitany.Support;
import dev.waitany.WaitAny;
import dev.waitany.bench.argument.BadArgumentException;
import dev.waitany.bench.experiment.Experiment;
import dev.waitany.bench.experiment.ExperimentFile;
import dev.waitany.bench.measure.Selection;
import dev.waitany.bench.measure.SizeUnit;
import dev.waitany.bench.measure.Workload;
import dev.waitany.bench.workload.Workloads;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options for what to measure: single choices, or an experiment that makes all of them. */
final class SelectionOptions {
    /** The experiment that --quick measures if nothing is selected. */
    private static final String QUICK = "quick";

    @Option(
            names = "--strategies",
            split = ",",
            paramLabel = "NAME",
            description = {
                "Measures only these strategies and baselines; all by default.",
                "Waits of NAME+spin spin where it pays, those of NAME+spin-20us for 20 us."
            })
    private List<String> strategies = List.of();

    @Option(
            names = "--words",
            split = ",",
            paramLabel = "N",
            description = "Sizes for the workloads that count words of a set.")
    private List<Integer> words = List.of();

    @Option(
            names = "--pending",
            split = ",",
            paramLabel = "N",
            description = "Sizes for the workloads that count waits pending at the same time.")
    private List<Integer> pending = List.of();

    @Option(
            names = "--threads",
            split = ",",
            paramLabel = "N",
            description = "Sizes for the workloads that count threads.")
    private List<Integer> threads = List.of();

    @Option(
            names = "--workload",
            split = ",",
            paramLabel = "NAME",
            description = "Measures only these: ${COMPLETION-CANDIDATES}. All by default.",
            completionCandidates = Workloads.Names.class)
    private List<String> workloads = List.of();

    @Mixin private ParameterOptions parameters = new ParameterOptions();

    @Option(
            names = "--experiment",
            paramLabel = "NAME|FILE",
            description =
                    "Measures what an experiment says: ${COMPLETION-CANDIDATES}, or a YAML file.",
            completionCandidates = ExperimentNames.class)
    private @Nullable String experiment;

    /**
     * Returns what the options select.
     *
     * @param quick whether --quick was given
     * @throws BadArgumentException if an option or the experiment asks for what cannot be
     */
    Experiment experiment(boolean quick) throws Exception {
        List<Support> found = WaitAny.strategies();
        if (experiment != null && isSelected()) {
            throw new BadArgumentException(
                    "--experiment: the file says which workloads, sizes, strategies and parameters"
                            + " to measure, so no option may");
        }
        if (experiment != null) {
            Experiment read = ExperimentFile.find(experiment).read(found);
            return quick ? read.quickly() : read;
        }
        if (quick && !isSelected()) {
            return ExperimentFile.find(QUICK).read(found);
        }
        List<Workload> wanted =
                workloads.isEmpty()
                        ? Workloads.all()
                        : workloads.stream().distinct().map(Workloads::named).toList();
        Selection selection = Selection.of(found, strategies, sizes(), parameters.apply(wanted));
        return Experiment.of(selection, quick);
    }

    private boolean isSelected() {
        boolean hasSizes = !(words.isEmpty() && pending.isEmpty() && threads.isEmpty());
        return hasSizes || !workloads.isEmpty() || !strategies.isEmpty() || parameters.areGiven();
    }

    private Map<SizeUnit, List<Integer>> sizes() {
        for (int count : words) {
            requirePositive("--words", count, "a set has at least 1 word");
        }
        for (int count : pending) {
            requirePositive("--pending", count, "at least 1 wait is pending");
        }
        for (int count : threads) {
            requirePositive("--threads", count, "at least 1 thread waits or wakes");
        }
        return Map.of(SizeUnit.WORDS, words, SizeUnit.PENDING, pending, SizeUnit.THREADS, threads);
    }

    private static void requirePositive(String option, int count, String why) {
        if (count < 1) {
            throw new BadArgumentException(option + " " + count + ": " + why);
        }
    }
}
