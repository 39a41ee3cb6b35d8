/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.cli;

import dev.waitany.bench.analysis.Analyst;
import dev.waitany.bench.argument.BadArgumentException;
import dev.waitany.bench.measure.Workload;
import dev.waitany.bench.report.TextReport;
import dev.waitany.bench.results.MergedShards;
import dev.waitany.bench.results.Results;
import dev.waitany.bench.results.ResultsFile;
import dev.waitany.bench.workload.Workloads;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Merges the parts of a run that {@code compare --shard} has measured. */
@Command(
        name = "merge",
        mixinStandardHelpOptions = true,
        description =
                "Merges what compare --shard has measured on several machines into one run."
                        + " Refuses parts of different commits, options or schemas.")
final class MergeCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "DIR",
            description = "The --out of compare --shard; gets results.json, .csv and report.html.")
    private Path folder = Path.of("results");

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        List<ResultsFile> files = files();
        if (files.isEmpty()) {
            throw new BadArgumentException(folder + ": no shard-I-of-N/results.json is there");
        }
        Results merged = MergedShards.of(files);
        OutFolder out = new OutFolder(folder);
        out.prepare();
        List<Workload> known = Workloads.known(merged.workloads());
        Results results = new Analyst(known).analyse(merged);
        out.write(results, known);
        PrintWriter console = spec.commandLine().getOut();
        console.print(TextReport.of(results, known));
        console.println("\n" + out.names());
        console.flush();
        return 0;
    }

    private List<ResultsFile> files() throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new BadArgumentException(folder + ": there is no such folder");
        }
        try (Stream<Path> parts = Files.list(folder)) {
            return parts.filter(part -> String.valueOf(part.getFileName()).startsWith("shard-"))
                    .sorted()
                    .map(part -> new ResultsFile(part.resolve("results.json")))
                    .toList();
        }
    }
}
