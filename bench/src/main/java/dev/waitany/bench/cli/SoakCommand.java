/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.cli;

import dev.waitany.Support;
import dev.waitany.WaitAny;
import dev.waitany.bench.argument.BadArgumentException;
import dev.waitany.bench.measure.Selection;
import dev.waitany.bench.soak.Soak;
import dev.waitany.bench.soak.SoakFile;
import dev.waitany.bench.soak.SoakPlan;
import dev.waitany.bench.soak.SoakReport;
import dev.waitany.bench.soak.SoakRun;
import dev.waitany.bench.soak.account.SoakStrategies;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs all strategies at once under disturbances, and accounts for every wake. */
@Command(
        name = "soak",
        mixinStandardHelpOptions = true,
        description = {
            "Runs all strategies at once under disturbances, and accounts for every wake.",
            "Ends with exit code 1 if a wake is lost or anything leaks. Ctrl-C ends it early; it"
                    + " then accounts for what it has, and keeps it."
        })
final class SoakCommand implements Callable<Integer> {
    private static final double SECONDS_PER_MINUTE = 60;
    private static final long LONGEST_END_SECONDS = 120;
    private static final double MOST_MINUTES = 7 * 24 * 60;

    @Option(
            names = "--minutes",
            paramLabel = "M",
            description = "How long wakes are issued, 10 by default; 0.1 is 6 seconds.")
    private double minutes = 10;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "The seed of what is random; printed, and another each time by default.")
    private @Nullable Long seed;

    @Option(
            names = "--moments",
            paramLabel = "N",
            description =
                    "Most rounds of random moments for each combination, 0 or more;"
                            + " 100,000 by default.")
    private int moments = SoakPlan.MOMENTS;

    @Option(
            names = "--strategies",
            split = ",",
            paramLabel = "NAME",
            description = "Uses only these; all that work here by default.")
    private List<String> strategies = List.of();

    @Option(
            names = "--file",
            paramLabel = "FILE",
            description = "The file that adds up runs; results/soak.json by default.")
    private Path file = Path.of("results", "soak.json");

    @Option(names = "--report", description = "Prints the table of the file's runs, and ends.")
    private boolean report;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        SoakFile runs = new SoakFile(file);
        PrintWriter out = spec.commandLine().getOut();
        if (report) {
            out.print(SoakReport.table(runs.runs()));
            out.flush();
            return 0;
        }
        SoakPlan plan = plan();
        runs.prepare();
        out.println("seed " + plan.seed() + ", strategies " + plan.strategies().names());
        out.flush();
        Soak soak = new Soak(plan);
        CountDownLatch kept = new CountDownLatch(1);
        Thread onSignal = new Thread(() -> endAndAwait(soak, kept), "end of the soak");
        Runtime.getRuntime().addShutdownHook(onSignal);
        try {
            SoakRun run = run(soak, plan);
            report(run, runs.add(run), runs);
            return run.findings().isEmpty() ? 0 : 1;
        } finally {
            kept.countDown();
            forget(onSignal);
        }
    }

    private SoakRun run(Soak soak, SoakPlan plan) throws InterruptedException {
        try (SoakProgress progress = new SoakProgress(plan.time(), spec.commandLine().getErr())) {
            return SoakRun.now(soak.run(progress));
        }
    }

    /** Called when Ctrl-C ends the JVM, which waits for this: the run accounts for what it has. */
    private static void endAndAwait(Soak soak, CountDownLatch kept) {
        soak.end();
        try {
            boolean inTime = kept.await(LONGEST_END_SECONDS, TimeUnit.SECONDS);
            assert inTime || kept.getCount() > 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void forget(Thread onSignal) {
        try {
            Runtime.getRuntime().removeShutdownHook(onSignal);
        } catch (IllegalStateException ending) {
            assert onSignal.getState() != Thread.State.NEW; // the JVM ends: it has been started
        }
    }

    private void report(SoakRun run, List<SoakRun> all, SoakFile runs) {
        PrintWriter out = spec.commandLine().getOut();
        out.print(SoakReport.of(run) + "\n" + SoakReport.table(all) + "\n" + runs + "\n");
        out.flush();
        PrintWriter err = spec.commandLine().getErr();
        for (String finding : run.findings()) {
            err.println("waitany: soak, seed " + run.seed() + ": " + finding);
        }
        err.flush();
    }

    private SoakPlan plan() {
        if (!(minutes > 0 && minutes <= MOST_MINUTES)) {
            throw new BadArgumentException(
                    "--minutes %s: more than 0, and at most %.0f".formatted(minutes, MOST_MINUTES));
        }
        if (moments < 0) {
            throw new BadArgumentException("--moments " + moments + ": 0 or more");
        }
        long random = RandomGenerator.getDefault().nextInt(Integer.MAX_VALUE);
        return new SoakPlan(
                SoakStrategies.of(chosen()),
                seed == null ? random : seed,
                Duration.ofMillis((long) (minutes * SECONDS_PER_MINUTE * 1000)),
                moments,
                SoakPlan.PATIENCE);
    }

    private List<String> chosen() {
        List<Support> found = WaitAny.strategies();
        Selection.refuseUnknown(strategies, found.stream().map(Support::strategy).toList());
        List<String> chosen =
                found.stream()
                        .filter(Support::available)
                        .map(Support::strategy)
                        .filter(name -> strategies.isEmpty() || strategies.contains(name))
                        .toList();
        if (chosen.isEmpty()) {
            throw new IllegalStateException(
                    "soak: none of these strategies works here: see ./waitany doctor");
        }
        return chosen;
    }
}
