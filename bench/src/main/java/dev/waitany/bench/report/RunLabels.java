/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.report;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Short names of runs for the columns of figures: the version of the kernel, if each run has
 * another one, and letters otherwise. Paths of files are too long for a column.
 */
final class RunLabels {
    private static final Pattern VERSION = Pattern.compile("\\d+\\.\\d+(\\.\\d+)?(-rc\\d+)?");

    private RunLabels() {}

    static List<String> of(List<NamedRun> runs) {
        List<String> kernels = runs.stream().map(RunLabels::kernel).toList();
        boolean areDifferent = kernels.stream().distinct().count() == kernels.size();
        return areDifferent
                ? kernels
                : IntStream.range(0, runs.size())
                        .mapToObj(i -> String.valueOf((char) ('A' + i)))
                        .toList();
    }

    private static String kernel(NamedRun run) {
        String release = run.results().environment().kernel();
        Matcher version = VERSION.matcher(release);
        return version.lookingAt() ? version.group() : release;
    }
}
