/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.cli;

import dev.waitany.bench.analysis.Analyst;
import dev.waitany.bench.argument.BadArgumentException;
import dev.waitany.bench.experiment.Experiment;
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
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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

    @Mixin private SelectionOptions chosen = new SelectionOptions();

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

    /** Appends the workloads, their default sizes and their parameters to the help. */
    static void describeWorkloads(CommandLine compare) {
        Table table = new Table(4);
        for (Workload workload : Workloads.all()) {
            table.row(
                    workload.name(),
                    workload.unit().label(),
                    workload.sizes().stream().map(String::valueOf).collect(Collectors.joining(",")),
                    workload.parameters().all().stream()
                            .map(p -> p.name() + "=" + p.text(p.standard()))
                            .collect(Collectors.joining(",")));
        }
        compare.getCommandSpec()
                .usageMessage()
                .footer(
                        "Workloads, what their sizes count, default sizes and parameters:",
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
            Experiment experiment = chosen.experiment(quick);
            Results.Plan plan = ComparisonRun.plan(experiment, seed(experiment), forks);
            if (shard == null) {
                folder.prepare();
                measured = ComparisonRun.of(experiment.selection(), plan, folder, err).measure();
            } else {
                ShardRun part = ShardRun.of(shard, experiment.selection(), plan, out);
                if (part.isMeasured()) {
                    console.println("shard " + shard + " is measured already: " + part.folder());
                    console.flush();
                    return 0;
                }
                folder = part.folder();
                measured = part.run(err).measure();
            }
        }
        List<Workload> known = Workloads.known(measured.workloads());
        Results results = new Analyst(known).analyse(measured);
        folder.write(results, known);
        console.print(TextReport.of(results, known));
        for (Results base : baselines) {
            console.print(RunsReport.of(results, "this run", base, String.valueOf(baseline)));
        }
        console.println("\n" + folder.names());
        console.flush();
        boolean isEmpty = results.cells().stream().allMatch(cell -> cell.blocks().isEmpty());
        return isEmpty ? 1 : 0;
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
    private long seed(Experiment experiment) {
        Long given = seed != null ? seed : experiment.seed();
        if (given != null) {
            return given;
        }
        return shard != null ? SEED_OF_SHARDS : System.nanoTime() & 0x7fff_ffffL;
    }
}
