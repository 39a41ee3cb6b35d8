/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.cli;

import dev.waitany.WaitAny;
import dev.waitany.bench.analysis.Analyst;
import dev.waitany.bench.measure.BadArgumentException;
import dev.waitany.bench.measure.Selection;
import dev.waitany.bench.measure.SizeUnit;
import dev.waitany.bench.measure.Workload;
import dev.waitany.bench.report.RunsReport;
import dev.waitany.bench.report.Table;
import dev.waitany.bench.report.TextReport;
import dev.waitany.bench.results.Results;
import dev.waitany.bench.results.ResultsFile;
import dev.waitany.bench.results.Shard;
import dev.waitany.bench.workload.Workloads;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
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

    private static final long SEED_OF_SHARDS = 1;

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
            description =
                    "The folder for results.json, results.csv and report.html; results by default.")
    private Path out = Path.of("results");

    @Option(
            names = "--forks",
            paramLabel = "N",
            description = "Measures everything N times, in new JVMs, in the same total time.")
    private @Nullable Integer forks;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Decides the order of blocks; random by default, and in the results.")
    private @Nullable Long seed;

    @Option(
            names = "--resume",
            description = "Continues the interrupted run whose results.json is in --out.")
    private boolean resume;

    @Option(
            names = "--shard",
            paramLabel = "I/N",
            converter = ShardConverter.class,
            description = {
                "Measures only part I of N, from 0 to N-1, into a folder of its own in --out.",
                "A part that is measured already is left alone. Then: waitany merge DIR."
            })
    private @Nullable Shard shard;

    @Option(
            names = "--baseline",
            paramLabel = "FILE",
            description = "Compares the run with the results.json of another run.")
    private @Nullable Path baseline;

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
        refuseImpossible();
        List<Results> baselines =
                baseline == null ? List.of() : List.of(new ResultsFile(baseline).read());
        PrintWriter console = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        Results measured;
        OutFolder folder = new OutFolder(out);
        if (resume) {
            measured = ComparisonRun.resuming(folder.results().read(), folder, err).measure();
        } else {
            Selection selection = Selection.of(WaitAny.strategies(), strategies, sizes(), chosen());
            Results.Plan plan = ComparisonRun.plan(quick, seed(), forks);
            if (shard == null) {
                folder.prepare();
                measured = ComparisonRun.of(selection, plan, folder, err).measure();
            } else {
                ShardRun part = ShardRun.of(shard, selection, plan, out);
                if (part.isMeasured()) {
                    console.println("shard " + shard + " is measured already: " + part.folder());
                    console.flush();
                    return 0;
                }
                folder = part.folder();
                measured = part.run(err).measure();
            }
        }
        Results results = new Analyst(Workloads.all()).analyse(measured);
        folder.write(results, Workloads.all());
        console.print(TextReport.of(results, Workloads.all()));
        for (Results base : baselines) {
            console.print(RunsReport.of(results, "this run", base, String.valueOf(baseline)));
        }
        console.println("\n" + folder.names());
        console.flush();
        return results.cells().isEmpty() ? 1 : 0;
    }

    /** An interrupted run is resumed as it was begun. */
    private void refuseImpossible() {
        if (forks != null && forks < 1) {
            throw new BadArgumentException("--forks " + forks + ": at least 1 JVM is needed");
        }
        List<String> given =
                spec.commandLine().getParseResult().matchedOptions().stream()
                        .map(option -> option.longestName())
                        .filter(name -> !List.of("--resume", "--out", "--baseline").contains(name))
                        .toList();
        if (resume && !given.isEmpty()) {
            throw new BadArgumentException(
                    given.getFirst() + ": --resume takes the options of the interrupted run");
        }
    }

    /** Shards of one run share a seed without being told. */
    private long seed() {
        if (seed != null) {
            return seed;
        }
        return shard != null ? SEED_OF_SHARDS : System.nanoTime() & 0x7fff_ffffL;
    }

    private List<Workload> chosen() {
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
}
