/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * CPU time and allocation of all Java threads between two points. Compiler and collector threads
 * are not Java threads, and so not among them. What looking allocates itself is measured first and
 * taken off.
 */
final class ThreadCosts {
    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final long[] ids;
    private final long lookingBytes;
    private final long[] cpuBefore;
    private final long[] bytesBefore;
    private long cpuNanos;
    private long bytes;

    private ThreadCosts() {
        ids = threads.getAllThreadIds();
        long[] first = threads.getThreadAllocatedBytes(ids);
        long[] second = threads.getThreadAllocatedBytes(ids);
        lookingBytes = sum(second) - sum(first);
        cpuBefore = threads.getThreadCpuTime(ids);
        bytesBefore = threads.getThreadAllocatedBytes(ids);
    }

    static ThreadCosts start() {
        return new ThreadCosts();
    }

    void stop() {
        bytes = sum(threads.getThreadAllocatedBytes(ids)) - sum(bytesBefore) - lookingBytes;
        cpuNanos = sum(threads.getThreadCpuTime(ids)) - sum(cpuBefore);
        Set<Long> known = Arrays.stream(ids).boxed().collect(Collectors.toSet());
        long[] started =
                Arrays.stream(threads.getAllThreadIds())
                        .filter(id -> !known.contains(id))
                        .toArray();
        bytes += sum(threads.getThreadAllocatedBytes(started));
        cpuNanos += sum(threads.getThreadCpuTime(started));
    }

    long cpuNanos() {
        return cpuNanos;
    }

    long bytes() {
        return Math.max(0, bytes);
    }

    /** Of the threads that are alive: -1 stands for one that is not. */
    private static long sum(long[] values) {
        return Arrays.stream(values).filter(value -> value > 0).sum();
    }
}
