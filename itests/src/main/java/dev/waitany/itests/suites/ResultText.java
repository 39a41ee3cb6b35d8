/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.suites;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Formats results for people and for programs. */
final class ResultText {
    private static final String ROW = "%-8s %-14s %7s %7s %7s %9s%n";

    private ResultText() {}

    /** Returns a line for each suite, and the failures below. */
    static String table(List<SuiteResult> results) {
        String rows = results.stream().map(ResultText::row).collect(Collectors.joining());
        String failures =
                results.stream()
                        .flatMap(ResultText::failures)
                        .collect(Collectors.joining("\n\n", "\n", "\n"));
        String head = ROW.formatted("kernel", "suite", "passed", "failed", "skipped", "seconds");
        return head + rows + (failures.isBlank() ? "" : failures);
    }

    static String json(List<SuiteResult> results) {
        return JsonMapper.builder()
                        .enable(SerializationFeature.INDENT_OUTPUT)
                        .build()
                        .writeValueAsString(results)
                + "\n";
    }

    private static String row(SuiteResult result) {
        return ROW.formatted(
                result.kernel(),
                result.suite(),
                result.passed(),
                result.failures().size(),
                result.skipped(),
                String.format(Locale.ROOT, "%.1f", result.seconds()));
    }

    private static Stream<String> failures(SuiteResult result) {
        return result.failures().stream()
                .map(failure -> result.kernel() + ", " + result.suite() + ": " + failure);
    }
}
