/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.report;

import dev.waitany.itests.report.TestCase.Status;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** A row of the summary's table: the counts and the time of one group of tests. */
record Row(String name, int passed, int failed, int skipped, double seconds) {
    static final int WIDTH = 48;

    private static final int NAME = 25;

    /** Returns a row for each group, in the order in which the groups first appear. */
    static List<Row> of(List<TestCase> cases) {
        Map<String, List<TestCase>> groups =
                cases.stream()
                        .collect(
                                Collectors.groupingBy(
                                        TestCase::row, LinkedHashMap::new, Collectors.toList()));
        List<Row> rows = new ArrayList<>();
        groups.forEach((name, tests) -> rows.add(of(name, tests)));
        return rows;
    }

    static Row of(String name, List<TestCase> tests) {
        return new Row(
                name,
                count(tests, Status.PASSED),
                count(tests, Status.FAILED),
                count(tests, Status.SKIPPED),
                tests.stream().mapToDouble(TestCase::seconds).sum());
    }

    static String head(String name) {
        return "%-25s%5s%5s%5s%8s".formatted(name, "pass", "fail", "skip", "seconds");
    }

    /** The row's text, {@value #WIDTH} columns wide. */
    String text() {
        String shown = name.length() < NAME ? name : name.substring(0, NAME - 2) + "…";
        return String.format(
                Locale.ROOT, "%-25s%5d%5d%5d%8.1f", shown, passed, failed, skipped, seconds);
    }

    private static int count(List<TestCase> tests, Status status) {
        return (int) tests.stream().filter(test -> test.status() == status).count();
    }
}
