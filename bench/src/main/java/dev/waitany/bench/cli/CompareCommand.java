/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.cli;

import dev.waitany.WaitAny;
import dev.waitany.bench.measure.BadArgumentException;
import dev.waitany.bench.measure.Results;
import dev.waitany.bench.measure.Selection;
import dev.waitany.bench.measure.SizeUnit;
import dev.waitany.bench.measure.Workload;
import dev.waitany.bench.report.HtmlReport;
import dev.waitany.bench.report.Json;
import dev.waitany.bench.report.Table;
import dev.waitany.bench.report.TextReport;
import dev.waitany.bench.workload.Workloads;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures every strategy and compares it with the others, with baselines and with C. */
@Command(
        name = CompareCommand.NAME,
        mixinStandardHelpOptions = true,
        description = "Measures the strategies and compares them with each other and with C.")
final class CompareCommand implements Callable<Integer> {
    static final String NAME = "compare";

    @Option(names = "--quick", description = "Ends within two minutes; less precise.")
    private boolean quick;

    @Option(
            names = "--strategies",
            split = ",",
            paramLabel = "NAME",
            description = "Measures only these strategies and baselines; all by default.")
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
            names = "--workload",
            split = ",",
            paramLabel = "NAME",
            description = "Measures only these: ${COMPLETION-CANDIDATES}. All by default.",
            completionCandidates = Workloads.Names.class)
    private List<String> workloads = List.of();

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "The folder for results.json and report.html; results by default.")
    private Path out = Path.of("results");

    @Spec private CommandSpec spec = CommandSpec.create();

    /** Appends the workloads and their default sizes to the help of this command. */
    static void describeWorkloads(CommandLine compare) {
        Table table = new Table(3);
        for (Workload workload : Workloads.all()) {
            table.row(
                    workload.name(),
                    workload.unit().label(),
                    workload.sizes().stream()
                            .map(String::valueOf)
                            .collect(Collectors.joining(",")));
        }
        compare.getCommandSpec()
                .usageMessage()
                .footer(
                        "Workloads, what their sizes count, and default sizes:",
                        table.render("  "));
    }

    @Override
    public Integer call() throws Exception {
        List<Workload> chosen = workloads();
        Selection selection = Selection.of(WaitAny.strategies(), strategies, sizes(), chosen);
        prepareOut();
        PrintWriter err = spec.commandLine().getErr();
        Results results = new ComparisonRun(quick, err).measure(selection, chosen);
        Path file = out.resolve("results.json");
        Files.writeString(file, Json.write(results) + "\n");
        Path page = out.resolve("report.html");
        Files.writeString(page, HtmlReport.of(results, chosen));
        PrintWriter console = spec.commandLine().getOut();
        console.print(TextReport.of(results, chosen));
        console.println("\n" + file + "\n" + page);
        console.flush();
        return results.results().isEmpty() ? 1 : 0;
    }

    private List<Workload> workloads() {
        return workloads.isEmpty()
                ? Workloads.all()
                : workloads.stream().distinct().map(Workloads::named).toList();
    }

    private Map<SizeUnit, List<Integer>> sizes() {
        for (int count : words) {
            requirePositive("--words", count, "a set has at least 1 word");
        }
        for (int count : pending) {
            requirePositive("--pending", count, "at least 1 wait is pending");
        }
        return Map.of(SizeUnit.WORDS, words, SizeUnit.PENDING, pending);
    }

    private static void requirePositive(String option, int count, String why) {
        if (count < 1) {
            throw new BadArgumentException(option + " " + count + ": " + why);
        }
    }

    private void prepareOut() {
        try {
            Files.createDirectories(out);
        } catch (IOException e) {
            throw new BadArgumentException("--out " + out + ": cannot create the folder: " + e);
        }
        if (!Files.isWritable(out)) {
            throw new BadArgumentException("--out " + out + ": cannot write to the folder");
        }
    }
}
