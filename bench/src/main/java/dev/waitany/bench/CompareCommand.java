/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench;

import dev.waitany.WaitAny;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
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
    @Option(names = "--quick", description = "Ends within a minute; less precise.")
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
            description = "Sizes of the set; 1,8,64,128 by default.")
    private List<Integer> words = List.of(1, 8, 64, 128);

    @Option(
            names = "--workload",
            paramLabel = "NAME",
            description = "ping-pong by default, and the only one.")
    private String workload = "ping-pong";

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Where results.json goes; results by default.")
    private Path out = Path.of("results");

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        Workload work = Workloads.named(workload);
        Selection selection = Selection.of(WaitAny.strategies(), strategies, words, workload);
        prepareOut();
        Results results = measure(work, selection);
        Path file = out.resolve("results.json");
        Files.writeString(file, Json.write(results) + "\n");
        PrintWriter console = spec.commandLine().getOut();
        console.print(Report.of(results));
        console.println("\n" + file);
        console.flush();
        return results.results().isEmpty() ? 1 : 0;
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

    private Results measure(Workload work, Selection selection) throws Exception {
        Effort effort = quick ? Effort.QUICK : Effort.FULL;
        long end = System.nanoTime() + effort.total().toNanos();
        Optional<Reference> reference = Reference.compile();
        // These two before a thread is tied to one CPU.
        Environment environment = Environment.capture(reference.isPresent());
        Placement placement = Placement.ofThisProcess();
        if (reference.isEmpty()) {
            spec.commandLine()
                    .getErr()
                    .println("waitany: no gcc that compiles the C reference: no ratios to C");
        }
        List<Results.Result> measured = new ArrayList<>();
        try (Watchdog watchdog = new Watchdog();
                ProgressBar progress = Progress.over(selection.cells().size())) {
            Map<Cell, Double> counts =
                    watchdog.watch(
                            "counting system calls",
                            effort.limit().multipliedBy(2),
                            () -> SystemCalls.count(selection.cells()));
            Measurement measurement =
                    new Measurement(effort, reference, placement, progress::refresh);
            String previous = null;
            for (Cell cell : selection.cells()) {
                progress.setExtraMessage(cell.strategy() + " × " + cell.words());
                progress.refresh();
                boolean first = !cell.strategy().equals(previous);
                int left = selection.cells().size() - measured.size();
                Duration share = Duration.ofNanos((end - System.nanoTime()) / left);
                measured.add(
                        watchdog.watch(
                                cell,
                                effort.limit(),
                                () ->
                                        measurement.measure(
                                                work, cell, first, share, counts.get(cell))));
                progress.step();
                previous = cell.strategy();
            }
        } finally {
            reference.ifPresent(Reference::close);
        }
        return new Results(environment, measured, selection.missing());
    }
}
