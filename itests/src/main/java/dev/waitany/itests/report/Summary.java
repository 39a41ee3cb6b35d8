/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.report;

import dev.waitany.itests.report.TestCase.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The summary of a run as text. It lists failures first, then counts, then what could not run. Its
 * lists are cut so that it fits on one screen; {@link #listing} has all of them.
 */
final class Summary {
    private static final int COLUMNS = 100;
    private static final int MOST_FAILURES = 8;
    private static final int MOST_REASONS = 4;

    private final TestRun run;
    private final Duration time;
    private final int exitCode;

    /**
     * @param time that the whole run took
     * @param exitCode of Maven
     */
    Summary(TestRun run, Duration time, int exitCode) {
        this.run = run;
        this.time = time;
        this.exitCode = exitCode;
    }

    /**
     * Returns what goes to the screen.
     *
     * @param file where {@link #listing} can be found
     */
    String screen(String file) {
        List<String> lines = new ArrayList<>();
        failures(lines);
        table(lines);
        reasons(lines);
        remarks(lines);
        lines.add(
                "Time: %d min %d s. Failed and skipped tests: %s"
                        .formatted(time.toMinutes(), time.toSecondsPart(), file));
        lines.add(counts());
        return text(lines);
    }

    /** Returns every failure and every skipped test, uncut. */
    String listing() {
        List<String> lines = new ArrayList<>();
        run.with(Status.FAILED)
                .forEach(test -> lines.add("failed: " + title(test) + ": " + test.detail()));
        byReason()
                .forEach(
                        (reason, tests) -> {
                            lines.add("could not run: " + reason);
                            tests.forEach(test -> lines.add("    " + title(test)));
                        });
        remarks(lines);
        lines.add(counts());
        return text(lines);
    }

    private void failures(List<String> lines) {
        List<TestCase> failed = run.with(Status.FAILED);
        failed.stream()
                .limit(MOST_FAILURES)
                .forEach(test -> lines.add(cut("FAILED " + title(test) + ": " + test.detail())));
        if (failed.size() > MOST_FAILURES) {
            lines.add("FAILED %d more".formatted(failed.size() - MOST_FAILURES));
        }
    }

    /** Modules on the left, kernels and sandboxes on the right if there are any. */
    private void table(List<String> lines) {
        List<String> left = column("module", test -> !test.isGuest());
        left.add(Row.of("all", run.cases()).text());
        List<String> right = column("kernel or sandbox", TestCase::isGuest);
        if (right.size() == 1) {
            right = List.of();
        }
        for (int i = 0; i < Math.max(left.size(), right.size()); i++) {
            String first = i < left.size() ? left.get(i) : "";
            String second = i < right.size() ? right.get(i) : "";
            lines.add(("%-" + Row.WIDTH + "s    %s").formatted(first, second).stripTrailing());
        }
    }

    private List<String> column(String head, Predicate<TestCase> which) {
        List<String> column = new ArrayList<>(List.of(Row.head(head)));
        Row.of(run.cases().stream().filter(which).toList()).forEach(row -> column.add(row.text()));
        return column;
    }

    private void reasons(List<String> lines) {
        Map<String, List<TestCase>> reasons = byReason();
        if (reasons.isEmpty()) {
            return;
        }
        lines.add("Could not run here:");
        reasons.entrySet().stream()
                .limit(MOST_REASONS)
                .forEach(entry -> lines.add(reason(entry.getKey(), entry.getValue())));
        if (reasons.size() > MOST_REASONS) {
            long rest = reasons.values().stream().skip(MOST_REASONS).mapToLong(List::size).sum();
            lines.add("%5d for other reasons".formatted(rest));
        }
    }

    /** At least a third of the line is for the names. */
    private static String reason(String reason, List<TestCase> tests) {
        String names = tests.stream().map(TestCase::title).collect(Collectors.joining(", "));
        return cut("%5d %s: %s".formatted(tests.size(), cut(reason, COLUMNS * 2 / 3 - 6), names));
    }

    private void remarks(List<String> lines) {
        if (!run.silentModules().isEmpty()) {
            lines.add(cut("No test ran in: " + String.join(", ", run.silentModules())));
        }
        if (exitCode != 0 && run.with(Status.FAILED).isEmpty()) {
            lines.add(
                    "No test failed, but Maven ended with exit code %d: see its log"
                            .formatted(exitCode));
        }
    }

    /** The most frequent reason first. */
    private Map<String, List<TestCase>> byReason() {
        Map<String, List<TestCase>> reasons =
                run.with(Status.SKIPPED).stream()
                        .collect(
                                Collectors.groupingBy(
                                        TestCase::detail, LinkedHashMap::new, Collectors.toList()));
        Map<String, List<TestCase>> ordered = new LinkedHashMap<>();
        reasons.entrySet().stream()
                .sorted(Comparator.comparingInt(entry -> -entry.getValue().size()))
                .forEach(entry -> ordered.put(entry.getKey(), entry.getValue()));
        return ordered;
    }

    /** The line that continuous integration looks for. */
    private String counts() {
        Row all = Row.of("all", run.cases());
        return "%d passed, %d failed, %d skipped"
                .formatted(all.passed(), all.failed(), all.skipped());
    }

    private static String title(TestCase test) {
        return test.module() + " " + test.title();
    }

    private static String cut(String line) {
        return cut(line, COLUMNS);
    }

    private static String cut(String line, int length) {
        return line.length() <= length ? line : line.substring(0, length - 1) + "…";
    }

    private static String text(List<String> lines) {
        return String.join("\n", lines) + "\n";
    }
}
