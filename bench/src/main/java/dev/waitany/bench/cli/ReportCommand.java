/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.cli;

import dev.waitany.bench.analysis.Analyst;
import dev.waitany.bench.argument.BadArgumentException;
import dev.waitany.bench.measure.Workload;
import dev.waitany.bench.report.HtmlReport;
import dev.waitany.bench.report.NamedRun;
import dev.waitany.bench.report.RunsPage;
import dev.waitany.bench.report.RunsReport;
import dev.waitany.bench.report.TextReport;
import dev.waitany.bench.results.Results;
import dev.waitany.bench.results.ResultsFile;
import dev.waitany.bench.workload.Workloads;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Stream;
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

    @Option(
            names = "--html",
            paramLabel = "FILE",
            description = "Also writes a page: of the run, or of the runs compared.")
    private @Nullable Path html;

    @Option(
            names = "--svg",
            paramLabel = "DIR",
            description = "Also writes each figure of that page as an SVG file.")
    private @Nullable Path svg;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        List<NamedRun> runs = new ArrayList<>(); // all are read before anything is printed
        for (Path file : files) {
            runs.add(read(file));
        }
        NamedRun base = baseline == null ? runs.getFirst() : read(baseline);
        List<NamedRun> others = baseline == null ? runs.subList(1, runs.size()) : runs;
        List<Workload> known = known(runs, base);
        PrintWriter out = spec.commandLine().getOut();
        if (runs.size() == 1) {
            out.print(TextReport.of(runs.getFirst().results(), known));
        }
        for (NamedRun run : others) {
            out.print(RunsReport.of(run.results(), run.name(), base.results(), base.name()));
        }
        if (others.isEmpty()) {
            HtmlReport report = new HtmlReport(base.results(), known);
            write(report::page, report::files);
        } else {
            RunsPage report = new RunsPage(base, others, known);
            write(report::page, report::files);
        }
        out.flush();
        return 0;
    }

    private static NamedRun read(Path file) {
        Results results = new ResultsFile(file).read();
        List<Workload> known = Workloads.known(results.workloads());
        return new NamedRun(file.toString(), new Analyst(known).analyse(results));
    }

    /** Returns the workloads of all runs, with the parameters that they had. */
    private static List<Workload> known(List<NamedRun> runs, NamedRun base) {
        return Workloads.known(
                Stream.concat(runs.stream(), Stream.of(base))
                        .flatMap(run -> run.results().workloads().stream())
                        .toList());
    }

    private void write(Supplier<String> page, Supplier<Map<String, String>> figures) {
        if (html != null) {
            write("--html", html, page.get());
        }
        if (svg != null) {
            new OutFolder(svg).prepare("--svg");
            for (Map.Entry<String, String> figure : figures.get().entrySet()) {
                write("--svg", svg.resolve(figure.getKey()), figure.getValue());
            }
        }
    }

    private static void write(String option, Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new BadArgumentException(option + " " + file + ": cannot be written: " + e);
        }
    }
}
