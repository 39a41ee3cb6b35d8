/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.report;

import dev.waitany.bench.environment.Environment;
import dev.waitany.bench.measure.Workload;
import dev.waitany.bench.results.Analysis;
import dev.waitany.bench.results.MeasuredCell;
import dev.waitany.bench.results.Results;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** Writes results as text: a table for each workload, with verdicts, targets and left-out sizes. */
public final class TextReport {
    private TextReport() {}

    /**
     * Returns the text.
     *
     * @param results analysed results
     * @param workloads describes the workloads of the results
     */
    public static String of(Results results, List<Workload> workloads) {
        Analysis analysis = Objects.requireNonNull(results.analysis(), "not analysed");
        StringBuilder text = new StringBuilder(head(results));
        if (results.cells().isEmpty()) {
            text.append("\nNothing to measure.\n");
        } else {
            Sentences.ofRun(results, analysis).forEach(s -> text.append(s).append('\n'));
        }
        for (Workload workload : workloads) {
            List<MeasuredCell> rows =
                    results.cells().stream()
                            .filter(c -> c.workload().equals(workload.name()))
                            .filter(c -> !c.blocks().isEmpty())
                            .toList();
            text.append(section(workload, rows, results, analysis));
        }
        for (Results.Missing missing : results.missing()) {
            text.append('\n').append(missing.strategy()).append(" left out: ");
            text.append(missing.reason()).append('\n');
        }
        return text.toString();
    }

    private static String head(Results results) {
        StringBuilder machines = new StringBuilder();
        results.nodes().forEach(node -> machines.append(line(node)));
        return design(results) + machines;
    }

    private static String line(Results.Node node) {
        Environment e = node.environment();
        return String.format(
                Locale.ROOT,
                "shard %s: node %s, Linux %s, %s, %d cores; load %s, steal %.1f %%%n",
                node.shard(),
                e.node(),
                e.kernel(),
                e.cpu(),
                e.cores(),
                node.conditions().loadAtEnd(),
                node.conditions().stealPercent());
    }

    private static String design(Results results) {
        Environment e = results.environment();
        Results.Plan plan = results.plan();
        return String.format(
                Locale.ROOT,
                "Linux %s, %s, %d cores, %s%n"
                        + "%d %s × up to %d rounds of up to %d ms, seed %d; load %s, steal %.1f %%%n",
                e.kernel(),
                e.cpu(),
                e.cores(),
                e.jdk(),
                plan.forks(),
                plan.forks() == 1 ? "fork" : "forks",
                plan.rounds(),
                Duration.ofNanos(plan.blockNanos()).toMillis(),
                plan.seed(),
                results.conditions().loadAtEnd(),
                results.conditions().stealPercent());
    }

    private static String section(
            Workload workload, List<MeasuredCell> rows, Results results, Analysis analysis) {
        String name = workload.name();
        String unit = workload.unit().label();
        StringBuilder text = new StringBuilder("\n" + name + "\n\n");
        if (!rows.isEmpty()) {
            text.append(CellTable.of(unit, rows, analysis)).append('\n');
        }
        new PairSentences(name, unit, results)
                .all()
                .forEach(statement -> text.append(statement.text()).append('\n'));
        analysis.targets().stream()
                .filter(t -> t.workload().equals(name))
                .forEach(target -> text.append(Sentences.of(target)).append('\n'));
        results.leftOut().stream()
                .filter(l -> l.workload().equals(name))
                .forEach(left -> text.append(line(left)).append('\n'));
        return text.toString();
    }

    /** Returns which sizes were left out, and why. */
    static String line(Results.LeftOut left) {
        String sizes = String.join(", ", left.sizes().stream().map(String::valueOf).toList());
        return left.strategy() + " × " + sizes + " left out: " + left.reason();
    }
}
