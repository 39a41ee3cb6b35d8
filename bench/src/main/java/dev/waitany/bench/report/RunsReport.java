/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.report;

import dev.waitany.bench.analysis.RunDifference;
import dev.waitany.bench.results.MeasuredCell;
import dev.waitany.bench.results.Results;
import dev.waitany.bench.statistics.Verdict;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Compares a run with a baseline run, as text. */
public final class RunsReport {
    private RunsReport() {}

    /**
     * Returns the ratios of all cells that both runs have, each with its verdict.
     *
     * @param name names the run
     * @param baselineName names the baseline
     */
    public static String of(Results run, String name, Results baseline, String baselineName) {
        StringBuilder text = new StringBuilder();
        text.append('\n').append(name).append(" against ").append(baselineName).append('\n');
        differences("kernel", run.environment().kernel(), baseline.environment().kernel(), text);
        differences("JDK", run.environment().jdk(), baseline.environment().jdk(), text);
        differences(
                "commit",
                run.environment().build().commit(),
                baseline.environment().build().commit(),
                text);
        List<RunDifference> all = RunDifference.of(run, baseline);
        if (all.isEmpty()) {
            return text.append("The runs have no cell in common.\n").toString();
        }
        text.append(
                "The runs were not interleaved: a difference may be the machine's. Repeat both.\n"
                        + "Ratios have 95 % intervals. \"above\": the share of pairs of blocks in which"
                        + " that of "
                        + name
                        + " is higher.\n\n");
        Table table = new Table(5);
        table.row("workload", "size", "strategy", "figure", "verdict", "ratio", "above");
        for (RunDifference difference : all) {
            MeasuredCell cell = difference.cell();
            boolean isC = cell.language().equals(MeasuredCell.C);
            table.row(
                    cell.workload(),
                    String.valueOf(cell.size()),
                    cell.strategy() + (isC ? " in C" : ""),
                    Words.figure(difference.figure()),
                    words(difference.verdict()),
                    Words.plainRatio(difference.ratio()),
                    Words.percent(100 * difference.above()));
        }
        return text.append(table.render("")).toString();
    }

    private static void differences(String what, String here, String there, StringBuilder text) {
        if (!here.equals(there)) {
            text.append(what).append(": ").append(here).append(" against ").append(there);
            text.append('\n');
        }
    }

    private static String words(@Nullable Verdict verdict) {
        if (verdict == null) {
            return "no A/A pair";
        }
        return switch (verdict) {
            case LESS -> "less";
            case MORE -> "more";
            case NO_DIFFERENCE -> "no difference seen";
            case TOO_NOISY -> "too noisy to judge";
        };
    }
}
