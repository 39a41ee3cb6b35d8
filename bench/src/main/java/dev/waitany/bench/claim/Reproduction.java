/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.claim;

import dev.waitany.bench.results.BadResultsException;
import dev.waitany.bench.statistics.Interval;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;

/**
 * Runs the commands of claims again, each once, and judges the claims.
 *
 * @param folder gets a folder for each command
 * @param progress is told of each command before it runs
 */
public record Reproduction(Runner runner, Path folder, Consumer<String> progress) {
    /** The standard output of a command, in its folder. */
    static final String OUTPUT = "output";

    /** Runs commands. */
    @FunctionalInterface
    public interface Runner {
        /**
         * Runs a command until it ends.
         *
         * @param arguments of {@code ./waitany}
         * @param output gets what the command prints
         * @return its exit code
         */
        int run(List<String> arguments, Path output) throws IOException, InterruptedException;
    }

    /**
     * What became of a claim.
     *
     * @param findings a line for each expectation, or for what failed
     */
    public record Judged(Claim claim, Verdict verdict, List<String> findings) {}

    /** Returns the minutes that the commands of claims take: each command runs once. */
    public static double minutes(List<Claim> claims) {
        Map<String, Double> commands = new LinkedHashMap<>();
        claims.stream()
                .filter(Claim::isJudged)
                .forEach(c -> commands.merge(c.command(), c.minutes(), Math::max));
        return commands.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    /** Runs and judges claims that a program can judge. Returns them in their order. */
    public List<Judged> of(List<Claim> claims) throws IOException, InterruptedException {
        Map<String, List<Claim>> byCommand = new LinkedHashMap<>();
        claims.forEach(c -> byCommand.computeIfAbsent(c.command(), _ -> new ArrayList<>()).add(c));
        Map<Claim, Judged> judged = new LinkedHashMap<>();
        for (Map.Entry<String, List<Claim>> same : byCommand.entrySet()) {
            progress.accept("./waitany " + same.getKey());
            run(same.getKey(), same.getValue()).forEach(j -> judged.put(j.claim(), j));
        }
        return claims.stream().map(judged::get).toList();
    }

    private List<Judged> run(String command, List<Claim> claims)
            throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of(command.split(" ", -1)));
        Instrument instrument = Instrument.of(arguments).orElseThrow();
        Path own = Files.createDirectories(folder.resolve(claims.getFirst().name()));
        Path file = own.resolve(instrument.file());
        Files.deleteIfExists(file); // of an earlier run
        arguments.addAll(instrument.options(own));
        int code = runner.run(arguments, own.resolve(OUTPUT));
        List<Judged> judged = new ArrayList<>();
        try {
            Evidence evidence = instrument.evidence(file);
            claims.forEach(claim -> judged.add(judge(claim, evidence)));
        } catch (BadResultsException | UncheckedIOException | JacksonException nothing) {
            String why = "the command ended with exit code " + code + " and left no figures";
            claims.forEach(c -> judged.add(new Judged(c, Verdict.NOT_MEASURED, List.of(why))));
        }
        return judged;
    }

    private static Judged judge(Claim claim, Evidence evidence) {
        Verdict worst = Verdict.REPRODUCED;
        List<String> findings = new ArrayList<>();
        for (Expectation expected : claim.expect()) {
            Optional<Interval> measured = evidence.of(expected);
            Verdict verdict = measured.map(expected::judge).orElse(Verdict.NOT_MEASURED);
            worst = worst.or(verdict);
            findings.add(
                    expected
                            + measured.map(i -> ", measured " + text(i)).orElse("")
                            + ": "
                            + verdict.label());
        }
        return new Judged(claim, worst, findings);
    }

    private static String text(Interval measured) {
        return String.format(
                Locale.ROOT,
                "%s [%s, %s]",
                Expectation.text(measured.estimate()),
                Expectation.text(measured.low()),
                Expectation.text(measured.high()));
    }
}
