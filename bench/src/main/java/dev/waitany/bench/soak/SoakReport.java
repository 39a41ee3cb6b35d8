/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.soak;

import dev.waitany.bench.soak.account.Count;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Describes runs as text for people, and as the table of docs/reference/reliability.md. */
public final class SoakReport {
    private static final double SECONDS_PER_HOUR = 3600;

    private static final List<Count> DISTURBANCES =
            List.of(Count.TIMED_OUT, Count.INTERRUPTED, Count.CANCELLED, Count.CLOSED);

    private SoakReport() {}

    /** Returns what one run has counted: a few lines. */
    public static String of(SoakRun run) {
        return String.format(
                Locale.ROOT,
                """
                %,d wakes issued in %,.0f s, %,.0f a second
                  = %,d delivered + %,d listed as surplus + %,d found by value
                  %,d forwarded on the way
                disturbed by %s
                %s
                """,
                run.of(Count.ISSUED),
                run.seconds(),
                run.of(Count.ISSUED) / run.seconds(),
                run.of(Count.DELIVERED),
                run.of(Count.SURPLUS),
                run.of(Count.CHANGED),
                run.of(Count.PASSED_ON),
                disturbances(run),
                run.findings().isEmpty()
                        ? "nothing lost, nothing leaked"
                        : run.findings().size() + " findings");
    }

    private static String disturbances(SoakRun run) {
        return Stream.concat(DISTURBANCES.stream(), Stream.of(Count.MOMENTS, Count.LOADERS))
                .map(count -> String.format(Locale.ROOT, "%,d %s", run.of(count), count.label()))
                .collect(Collectors.joining(", "));
    }

    /** Returns the table of all runs in Markdown, by machine, with a row for the sum. */
    public static String table(List<SoakRun> runs) {
        StringBuilder text = new StringBuilder();
        text.append("| kernel, cores | runs | hours | wakes issued | delivered | surplus ");
        text.append("| by value | forwarded | disturbances | random moments | loaders | lost ");
        text.append("or leaked |\n|---|---|---|---|---|---|---|---|---|---|---|---|\n");
        Map<String, List<SoakRun>> machines =
                runs.stream()
                        .collect(Collectors.groupingBy(run -> run.kernel() + ", " + run.cores()));
        machines.forEach((machine, its) -> text.append(row(machine, its)));
        if (machines.size() > 1) {
            text.append(row("all", runs));
        }
        return text.toString();
    }

    private static String row(String machine, List<SoakRun> runs) {
        long disturbances = 0;
        for (Count count : DISTURBANCES) {
            disturbances += SoakRun.sum(runs, count);
        }
        double seconds = runs.stream().mapToDouble(SoakRun::seconds).sum();
        return String.format(
                Locale.ROOT,
                "| %s | %d | %.2f | %,d | %,d | %,d | %,d | %,d | %,d | %,d | %,d | %d |%n",
                machine,
                runs.size(),
                seconds / SECONDS_PER_HOUR,
                SoakRun.sum(runs, Count.ISSUED),
                SoakRun.sum(runs, Count.DELIVERED),
                SoakRun.sum(runs, Count.SURPLUS),
                SoakRun.sum(runs, Count.CHANGED),
                SoakRun.sum(runs, Count.PASSED_ON),
                disturbances,
                SoakRun.sum(runs, Count.MOMENTS),
                SoakRun.sum(runs, Count.LOADERS),
                runs.stream().mapToInt(run -> run.findings().size()).sum());
    }
}
