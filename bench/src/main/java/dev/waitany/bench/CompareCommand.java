/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench;

import dev.waitany.WaitAny;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The main job: every strategy beside the others and beside C. */
@Command(
        name = "compare",
        mixinStandardHelpOptions = true,
        description = "Measures the strategies beside each other and beside C.")
final class CompareCommand implements Callable<Integer> {
    @Option(names = "--quick", description = "Ends within two minutes; less precise.")
    private boolean quick;

    @Option(
            names = "--strategies",
            split = ",",
            paramLabel = "NAME",
            description = "These only; all by default.")
    private List<String> strategies = List.of();

    @Option(
            names = "--words",
            split = ",",
            paramLabel = "N",
            description =
                    "Sizes of the set; by default 1,8,64,128 in ping-pong, and up to 100000 in"
                            + " armed-scale.")
    private List<Integer> words = List.of();

    @Option(
            names = "--pending",
            split = ",",
            paramLabel = "N",
            description = "Waits at a time in async and virtual-threads; by default up to 10000.")
    private List<Integer> pending = List.of();

    @Option(
            names = "--workload",
            split = ",",
            paramLabel = "NAME",
            description = "These only: ${COMPLETION-CANDIDATES}. All by default.",
            completionCandidates = Workloads.Names.class)
    private List<String> workloads = Workloads.all();

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Where results.json and report.html go; results by default.")
    private Path out = Path.of("results");

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        Selection selection = Selection.of(WaitAny.strategies(), strategies, sizes(), workloads());
        prepareOut();
        Results results = measure(selection);
        Path file = out.resolve("results.json");
        Files.writeString(file, Json.write(results) + "\n");
        Path page = out.resolve("report.html");
        Files.writeString(page, HtmlReport.of(results));
        PrintWriter console = spec.commandLine().getOut();
        console.print(Report.of(results));
        console.println("\n" + file + "\n" + page);
        console.flush();
        return results.results().isEmpty() ? 1 : 0;
    }

    private List<Workload> workloads() {
        return workloads.stream().distinct().map(Workloads::named).toList();
    }

    private Map<String, List<Integer>> sizes() {
        for (int count : words) {
            if (count < 1) {
                throw new BadArgumentException("--words " + count + ": a set has 1 word or more");
            }
        }
        for (int count : pending) {
            if (count < 1) {
                throw new BadArgumentException(
                        "--pending " + count + ": at least 1 wait is pending");
            }
        }
        return Map.of("words", words, "pending", pending);
    }

    private void prepareOut() {
        try {
            Files.createDirectories(out);
        } catch (IOException e) {
            throw new BadArgumentException("--out " + out + " cannot be made a folder: " + e);
        }
        if (!Files.isWritable(out)) {
            throw new BadArgumentException("--out " + out + " cannot be written to");
        }
    }

    private Results measure(Selection selection) throws Exception {
        Optional<Reference> reference = Reference.compile();
        // These two before a thread is tied to one CPU.
        Environment environment = Environment.capture(reference.isPresent());
        Placement placement = Placement.ofThisProcess();
        if (reference.isEmpty()) {
            spec.commandLine()
                    .getErr()
                    .println("waitany: no gcc that compiles the C reference: no ratios to C");
        }
        List<Results.Result> measured;
        try (Comparison comparison =
                new Comparison(quick ? Effort.QUICK : Effort.FULL, reference, placement)) {
            measured = comparison.measure(selection.cells());
        } finally {
            reference.ifPresent(Reference::close);
        }
        return new Results(
                environment,
                measured,
                Targets.of(measured),
                selection.leftOut(),
                selection.missing());
    }
}
