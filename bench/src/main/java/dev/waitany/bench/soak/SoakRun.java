/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.soak;

import dev.waitany.bench.soak.account.Count;
import dev.waitany.bench.soak.account.Finding;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One run, as the file keeps it.
 *
 * @param date when it ended: ISO 8601, UTC
 * @param kernel release of the running kernel
 * @param cores the processors that the JVM may use
 * @param counts by the names of {@link Count}
 * @param findings one line each; empty if nothing was lost or leaked
 */
public record SoakRun(
        String date,
        String kernel,
        String architecture,
        int cores,
        String jdk,
        long seed,
        List<String> strategies,
        double seconds,
        Map<String, Long> counts,
        List<String> findings) {
    private static final double NANOS_PER_SECOND = 1e9;

    /** Describes a run that has just ended on this machine. */
    public static SoakRun now(SoakResult result) {
        Map<String, Long> named = new LinkedHashMap<>();
        result.counts().forEach((count, sum) -> named.put(count.name(), sum));
        return new SoakRun(
                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
                System.getProperty("os.version"),
                System.getProperty("os.arch"),
                Runtime.getRuntime().availableProcessors(),
                Runtime.version().toString(),
                result.seed(),
                result.strategies(),
                result.nanos() / NANOS_PER_SECOND,
                named,
                result.findings().stream().map(Finding::toString).toList());
    }

    /** Returns one of the sums. A count that the run did not know is 0. */
    public long of(Count count) {
        return counts.getOrDefault(count.name(), 0L);
    }

    /** Returns the sum over runs. */
    static long sum(List<SoakRun> runs, Count count) {
        return runs.stream().mapToLong(run -> run.of(count)).sum();
    }
}
