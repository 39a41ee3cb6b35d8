/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.cli;

import dev.waitany.bench.analysis.Analyst;
import dev.waitany.bench.report.RunsReport;
import dev.waitany.bench.report.TextReport;
import dev.waitany.bench.results.Results;
import dev.waitany.bench.results.ResultsFile;
import dev.waitany.bench.workload.Workloads;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints what a run has measured, and compares runs. */
@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        description =
                "Prints the table and the verdicts of results.json files, whole or partial."
                        + " Compares each further run with the first, or all with a baseline.")
final class ReportCommand implements Callable<Integer> {
    @Parameters(
            arity = "1..*",
            paramLabel = "FILE",
            description = "Files that compare has written.")
    private List<Path> files = List.of();

    @Option(
            names = "--baseline",
            paramLabel = "FILE",
            description = "The run to compare all others with.")
    private @Nullable Path baseline;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        List<Results> runs = new ArrayList<>(); // all are read before anything is printed
        for (Path file : files) {
            runs.add(new ResultsFile(file).read());
        }
        boolean isFirstTheBaseline = baseline == null;
        Path base = baseline == null ? files.getFirst() : baseline;
        Results against = isFirstTheBaseline ? runs.getFirst() : new ResultsFile(base).read();
        PrintWriter out = spec.commandLine().getOut();
        if (files.size() == 1) {
            Results analysed = new Analyst(Workloads.all()).analyse(runs.getFirst());
            out.print(TextReport.of(analysed, Workloads.all()));
        }
        for (int i = isFirstTheBaseline ? 1 : 0; i < runs.size(); i++) {
            out.print(
                    RunsReport.of(runs.get(i), files.get(i).toString(), against, base.toString()));
        }
        out.flush();
        return 0;
    }
}
