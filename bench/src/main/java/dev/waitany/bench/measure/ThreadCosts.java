/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.measure;

import com.sun.management.ThreadMXBean;
import dev.waitany.bench.environment.ResourceUsage;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * CPU time and allocation of all Java threads between two points in time. Compiler and collector
 * threads are not Java threads, so they are not included. The bytes that reading the counters
 * allocates are measured first and subtracted. The thread that starts and stops is the driver.
 */
public final class ThreadCosts {
    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final long[] ids;
    private final long readingBytes;
    private final long[] cpuBefore;
    private final long[] bytesBefore;
    private final long driverCpuBefore;
    private final ResourceUsage processBefore;

    private ThreadCosts() {
        ids = threads.getAllThreadIds();
        long[] first = threads.getThreadAllocatedBytes(ids);
        long[] second = threads.getThreadAllocatedBytes(ids);
        readingBytes = sum(second) - sum(first);
        processBefore = ResourceUsage.now();
        cpuBefore = threads.getThreadCpuTime(ids);
        bytesBefore = threads.getThreadAllocatedBytes(ids);
        driverCpuBefore = threads.getCurrentThreadCpuTime();
    }

    /** Reads the counters for the first time. */
    public static ThreadCosts start() {
        return new ThreadCosts();
    }

    /** Reads the counters again. Threads that were started meanwhile count from zero. */
    public Block.Costs stop() {
        long driverCpu = threads.getCurrentThreadCpuTime() - driverCpuBefore;
        long bytes = sum(threads.getThreadAllocatedBytes(ids)) - sum(bytesBefore) - readingBytes;
        long cpuNanos = sum(threads.getThreadCpuTime(ids)) - sum(cpuBefore);
        ResourceUsage process = ResourceUsage.now().since(processBefore);
        Set<Long> known = Arrays.stream(ids).boxed().collect(Collectors.toSet());
        long[] started =
                Arrays.stream(threads.getAllThreadIds())
                        .filter(id -> !known.contains(id))
                        .toArray();
        bytes += sum(threads.getThreadAllocatedBytes(started));
        cpuNanos += sum(threads.getThreadCpuTime(started));
        return new Block.Costs(
                cpuNanos, Math.max(0, cpuNanos - driverCpu), Math.max(0, bytes), process);
    }

    /** Sums the values of live threads; the value of a thread that has ended is -1. */
    private static long sum(long[] values) {
        return Arrays.stream(values).filter(value -> value > 0).sum();
    }
}
