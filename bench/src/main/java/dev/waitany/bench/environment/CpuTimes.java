/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.environment;

import java.util.Arrays;

/**
 * The first line of /proc/stat, in ticks of 10 ms, summed over all CPUs.
 *
 * <p>Source: man 5 proc_stat.
 */
public record CpuTimes(long all, long steal) {
    private static final long TICK_NANOS =
            10_000_000; // USER_HZ is 100 on all architectures of Java
    private static final int STEAL = 7;
    private static final int GUEST = 8; // guest time is part of user time

    /** Reads the times since boot. */
    public static CpuTimes now() {
        long[] ticks =
                Facts.lines("/proc/stat").stream()
                        .filter(line -> line.startsWith("cpu "))
                        .findFirst()
                        .map(line -> Arrays.stream(line.split(" +", -1)).skip(1))
                        .map(parts -> parts.mapToLong(Long::parseLong).limit(GUEST).toArray())
                        .orElse(new long[0]);
        return new CpuTimes(Arrays.stream(ticks).sum(), ticks.length > STEAL ? ticks[STEAL] : 0);
    }

    /** Returns the difference to an earlier time. */
    public CpuTimes since(CpuTimes earlier) {
        return new CpuTimes(all - earlier.all, steal - earlier.steal);
    }

    /** Returns the stolen time, in nanoseconds. */
    public long stealNanos() {
        return steal * TICK_NANOS;
    }

    double stealPercent() {
        return all == 0 ? 0 : 100.0 * steal / all;
    }
}
