/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.cli;

import dev.waitany.Support;
import dev.waitany.WaitAny;
import dev.waitany.bench.environment.Environment;
import dev.waitany.bench.measure.References;
import dev.waitany.bench.report.Table;
import dev.waitany.bench.workload.Workloads;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * The findings of {@code doctor}. Component names are the names of the JSON fields.
 *
 * @param strategies all strategies, best first
 * @param chosen the strategy that {@link WaitAny#open()} takes, or "none"
 * @param spin how waits spin before they block, and why; "none" without a strategy
 * @param hazards faults of the running kernel
 */
record Diagnosis(
        Environment environment,
        List<Support> strategies,
        String chosen,
        String spin,
        List<String> hazards) {
    private static final long KIB = 1024;
    private static final long MIB = 1024 * KIB;

    /**
     * Examines this machine.
     *
     * @param trying is told the name of each strategy before its probe, which a sandbox may kill
     */
    static Diagnosis examine(Consumer<String> trying) {
        boolean compiles;
        try (References references = References.compile(Workloads.all())) {
            compiles = references.areComplete();
        }
        Environment environment = Environment.capture(compiles);
        List<Support> strategies = WaitAny.strategies(trying);
        String chosen =
                strategies.stream()
                        .filter(Support::available)
                        .map(Support::strategy)
                        .findFirst()
                        .orElse("none");
        return new Diagnosis(
                environment, strategies, chosen, spinOf(chosen), Hazards.of(environment.kernel()));
    }

    private static String spinOf(String chosen) {
        if (chosen.equals("none")) {
            return "none";
        }
        try (WaitAny waitAny = WaitAny.open(chosen)) {
            return waitAny.explainSpin();
        }
    }

    /** Returns the findings for a terminal. */
    String text() {
        StringBuilder text = new StringBuilder();
        text.append(facts().render("")).append('\n').append(strategyTable().render(""));
        remedies()
                .forEach(
                        (remedy, names) ->
                                text.append("\nFor ")
                                        .append(String.join(", ", names))
                                        .append(": ")
                                        .append(remedy)
                                        .append('\n'));
        text.append("\nWaitAny.open() takes ").append(chosen).append(".");
        text.append("\nSpinning before a wait blocks: ").append(spin).append(".");
        for (String hazard : hazards) {
            text.append("\nNote for this kernel: ").append(hazard).append('.');
        }
        return text.toString();
    }

    private Table facts() {
        Environment e = environment;
        Table facts = new Table(2);
        facts.row("kernel", e.kernel() + " on " + e.architecture());
        facts.row(
                "cpu",
                e.cpu()
                        + ", "
                        + e.cores()
                        + " cores"
                        + (e.virtualised() ? ", virtual machine" : ""));
        facts.row("jdk", e.jdk());
        facts.row("io_uring_disabled", meaning(e.ioUringDisabled()));
        facts.row("locked memory", size(e.memlock()));
        facts.row("open files", e.nofile());
        facts.row(
                "C reference",
                e.cReference()
                        ? "compiles"
                        : "missing: compare needs gcc and kernel headers for ratios to C");
        return facts;
    }

    private Table strategyTable() {
        Table table = new Table(3);
        for (Support support : strategies) {
            table.row(
                    support.strategy(),
                    support.available() ? "works" : "missing",
                    support.reason());
        }
        return table;
    }

    /** Returns the remedies with the strategies that each helps: often several. */
    private Map<String, List<String>> remedies() {
        return strategies.stream()
                .filter(support -> !support.available())
                .collect(
                        Collectors.groupingBy(
                                Support::remedy,
                                LinkedHashMap::new,
                                Collectors.mapping(Support::strategy, Collectors.toList())));
    }

    private static String meaning(String ioUringDisabled) {
        return switch (ioUringDisabled) {
            case "0" -> "0: open to all";
            case "1" -> "1: needs CAP_SYS_ADMIN, or the group of kernel.io_uring_group";
            case "2" -> "2: closed to all";
            default -> ioUringDisabled + ": before Linux 6.6, or a sandbox hides it";
        };
    }

    static String size(String limit) {
        if (!limit.chars().allMatch(Character::isDigit)) {
            return limit;
        }
        long bytes = Long.parseLong(limit);
        return bytes < MIB ? bytes / KIB + " KiB" : bytes / MIB + " MiB";
    }
}
