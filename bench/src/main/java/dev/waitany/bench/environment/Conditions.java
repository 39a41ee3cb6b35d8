/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.environment;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * What the machine did during the run.
 *
 * @param begun ISO 8601, UTC
 * @param ended the same; of a partial run, the time of the last block
 * @param loadAtBegin the load averages over 1, 5 and 15 minutes
 * @param loadAtEnd the same at the end
 * @param stealPercent the part of all CPU time that the hypervisor took
 */
public record Conditions(
        String begun, String ended, String loadAtBegin, String loadAtEnd, double stealPercent) {
    /** The begin of a run. */
    public static final class Watch {
        private final String begun = now();
        private final String load = load();
        private final CpuTimes times = CpuTimes.now();

        /** Returns the conditions from the begin until now. */
        public Conditions untilNow() {
            return new Conditions(
                    begun, now(), load, load(), CpuTimes.now().since(times).stealPercent());
        }
    }

    private static String now() {
        return Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static String load() {
        String[] parts = Facts.text("/proc/loadavg", Facts.UNKNOWN).split(" ", -1);
        return parts.length < 3 ? Facts.UNKNOWN : parts[0] + " " + parts[1] + " " + parts[2];
    }
}
