/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.Map;

/**
 * CPU time and allocation of all Java threads between two points. Compiler and collector threads
 * are not Java threads, and so not among them.
 */
final class ThreadCosts {
    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final Map<Long, Long> cpuBefore = new HashMap<>();
    private final Map<Long, Long> bytesBefore = new HashMap<>();
    private final long[] ids = threads.getAllThreadIds();
    private long cpuNanos;
    private long bytes;

    private ThreadCosts() {
        // What this object itself allocates comes before the first look at bytes.
        long[] cpu = threads.getThreadCpuTime(ids);
        for (int i = 0; i < ids.length; i++) {
            bytesBefore.put(ids[i], 0L);
            cpuBefore.put(ids[i], cpu[i]);
        }
        long[] allocated = threads.getThreadAllocatedBytes(ids);
        for (int i = 0; i < ids.length; i++) {
            bytesBefore.put(ids[i], allocated[i]);
        }
    }

    static ThreadCosts start() {
        return new ThreadCosts();
    }

    void stop() {
        long[] after = threads.getAllThreadIds();
        long[] allocated = threads.getThreadAllocatedBytes(after);
        long[] cpu = threads.getThreadCpuTime(after);
        cpuNanos = sumOfDifferences(after, cpu, cpuBefore);
        bytes = sumOfDifferences(after, allocated, bytesBefore);
    }

    long cpuNanos() {
        return cpuNanos;
    }

    long bytes() {
        return bytes;
    }

    private static long sumOfDifferences(long[] ids, long[] values, Map<Long, Long> before) {
        long sum = 0;
        for (int i = 0; i < ids.length; i++) {
            sum += Math.max(0, values[i]) - before.getOrDefault(ids[i], 0L);
        }
        return sum;
    }
}
