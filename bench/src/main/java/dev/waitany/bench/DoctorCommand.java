/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench;

import dev.waitany.Support;
import dev.waitany.WaitAny;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What works here, and why the rest does not. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description = "Says what works on this machine, and what would help the rest.")
final class DoctorCommand implements Callable<Integer> {
    /** The whole answer. */
    record Report(
            Environment environment,
            List<Support> strategies,
            String chosen,
            List<String> hazards) {}

    private static final long KIB = 1024;
    private static final long MIB = 1024 * KIB;

    @Option(names = "--json", description = "Prints JSON.")
    private boolean json;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter progress = spec.commandLine().getErr();
        Report report =
                examine(
                        strategy -> { // before: a sandbox may end the process during the probe
                            progress.println("trying " + strategy);
                            progress.flush();
                        });
        out.println(json ? Json.write(report) : text(report));
        out.flush();
        return 0;
    }

    static Report examine(Consumer<String> trying) {
        Optional<Reference> reference = Reference.compile();
        reference.ifPresent(Reference::close);
        Environment environment = Environment.capture(reference.isPresent());
        List<Support> strategies = WaitAny.strategies(trying);
        String chosen =
                strategies.stream()
                        .filter(Support::available)
                        .map(Support::strategy)
                        .findFirst()
                        .orElse("none");
        return new Report(environment, strategies, chosen, Hazards.of(environment.kernel()));
    }

    /** What would help, and whom: one remedy often helps several. */
    private static Map<String, List<String>> remedies(List<Support> strategies) {
        return strategies.stream()
                .filter(support -> !support.available())
                .collect(
                        Collectors.groupingBy(
                                Support::remedy,
                                LinkedHashMap::new,
                                Collectors.mapping(Support::strategy, Collectors.toList())));
    }

    private static String text(Report report) {
        Environment e = report.environment();
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
        Table strategies = new Table(3);
        for (Support support : report.strategies()) {
            strategies.row(
                    support.strategy(),
                    support.available() ? "works" : "missing",
                    support.reason());
        }
        StringBuilder text = new StringBuilder();
        text.append(facts.render("")).append('\n').append(strategies.render(""));
        remedies(report.strategies())
                .forEach(
                        (remedy, names) ->
                                text.append("\nFor ")
                                        .append(String.join(", ", names))
                                        .append(": ")
                                        .append(remedy)
                                        .append('\n'));
        text.append("\nWaitAny.open() takes ").append(report.chosen()).append(".");
        for (String hazard : report.hazards()) {
            text.append("\nNote for this kernel: ").append(hazard).append('.');
        }
        return text.toString();
    }

    private static String meaning(String ioUringDisabled) {
        return switch (ioUringDisabled) {
            case "0" -> "0: open to all";
            case "1" -> "1: needs CAP_SYS_ADMIN, or the group of kernel.io_uring_group";
            case "2" -> "2: closed to all";
            default -> ioUringDisabled + ": the kernel has no such switch (before 6.6)";
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
