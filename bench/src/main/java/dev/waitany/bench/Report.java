/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Results as a person reads them. */
final class Report {
    private Report() {}

    static String of(Results results) {
        Table table = new Table(1);
        table.row(
                "",
                "words",
                "p50 µs",
                "p99 µs",
                "CPU µs/op",
                "bytes/op",
                "syscalls/op",
                "× C trip",
                "× C CPU");
        String previous = "";
        for (Results.Result result : results.results()) {
            String strategy = result.strategy().equals(previous) ? "" : result.strategy();
            previous = result.strategy();
            Results.Ratio ratio = result.ratioToC();
            table.row(
                    strategy,
                    String.valueOf(result.words()),
                    micros((double) result.roundTripNanos().p50()),
                    micros((double) result.roundTripNanos().p99()),
                    micros(result.cpuNanosPerOp()),
                    number(result.bytesPerOp()),
                    number(result.syscallsPerOp()),
                    number(ratio == null ? null : ratio.roundTrip()),
                    number(ratio == null ? null : ratio.cpu()));
        }
        Environment e = results.environment();
        StringBuilder text = new StringBuilder();
        text.append(
                String.format(
                        Locale.ROOT,
                        "Linux %s, %s, %d cores, %s%n%n",
                        e.kernel(),
                        e.cpu(),
                        e.cores(),
                        e.jdk()));
        text.append(results.results().isEmpty() ? "Nothing to measure.\n" : table.render(""));
        for (Results.Missing missing : results.missing()) {
            text.append('\n').append(missing.strategy()).append(" left out: ");
            text.append(missing.reason()).append('\n');
        }
        return text.toString();
    }

    private static String micros(double nanos) {
        return String.format(Locale.ROOT, "%.1f", nanos / 1000);
    }

    private static String number(@Nullable Double value) {
        return value == null ? "-" : String.format(Locale.ROOT, "%.2f", value);
    }
}
