/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench;

import dev.waitany.Support;
import dev.waitany.WaitAny;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
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
        return 0;
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
                measured.add(
                        watchdog.watch(
                                cell,
                                effort.limit(),
                                () -> measurement.measure(work, cell, first, counts.get(cell))));
                progress.step();
                previous = cell.strategy();
            }
        } finally {
            reference.ifPresent(Reference::close);
        }
        return new Results(environment, measured, selection.missing());
    }

    /** What to measure, checked: nothing runs before all of it is known to be possible. */
    record Selection(List<Cell> cells, List<Results.Missing> missing) {
        static Selection of(
                List<Support> found, List<String> asked, List<Integer> words, String workload) {
            List<String> known = found.stream().map(Support::strategy).toList();
            for (String name : asked) {
                if (!known.contains(name)) {
                    throw new BadArgumentException(
                            "no strategy is called \""
                                    + name
                                    + "\"; there are: "
                                    + String.join(", ", known));
                }
            }
            List<Cell> cells = new ArrayList<>();
            List<Results.Missing> missing = new ArrayList<>();
            for (Support support : found) {
                String name = support.strategy();
                if (!asked.isEmpty() && !asked.contains(name)) {
                    continue;
                }
                if (support.available()) {
                    cells.addAll(cells(name, words, workload));
                } else {
                    missing.add(
                            new Results.Missing(name, support.reason() + ". " + support.remedy()));
                }
            }
            return new Selection(cells, missing);
        }

        private static List<Cell> cells(String strategy, List<Integer> words, String workload) {
            try (WaitAny waitAny = WaitAny.open(strategy)) {
                int most = waitAny.capabilities().maxWords();
                for (int count : words) {
                    if (count < 1 || count > most) {
                        throw new BadArgumentException(
                                "--words "
                                        + count
                                        + ": "
                                        + strategy
                                        + " waits on 1 to "
                                        + most
                                        + " words");
                    }
                }
            }
            return words.stream()
                    .distinct()
                    .map(count -> new Cell(workload, strategy, count))
                    .toList();
        }
    }
}
