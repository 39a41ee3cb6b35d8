/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.tck.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import org.junit.jupiter.api.function.Executable;

/** Measures what the calling thread allocates on the Java heap in steady state. */
final class AllocatedBytes {
    /**
     * Longest time to wait for steady state. For each call, Java's linker makes a slice of the
     * errno segment: 40 bytes of garbage until the optimizing compiler has removed it, which takes
     * long on a busy machine. So the best of many spans counts. Garbage in steady state is in all
     * spans.
     */
    static final Duration LONGEST = Duration.ofSeconds(10);

    private AllocatedBytes() {}

    /**
     * Fails if every span of calls makes garbage.
     *
     * @param longest how long to try for a span without garbage
     * @param calls in one span
     */
    static void assertNone(Duration longest, int calls, Executable call, String what)
            throws Exception {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long least = Long.MAX_VALUE;
        long begin = System.nanoTime();
        while (least >= calls && System.nanoTime() - begin < longest.toNanos()) {
            long before = threads.getCurrentThreadAllocatedBytes();
            repeat(calls, call);
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        assertThat(least)
                .as("bytes allocated by %d calls, in the best span of %s: %s", calls, longest, what)
                .isLessThan(calls);
    }

    private static void repeat(int calls, Executable call) throws Exception {
        try {
            for (int i = 0; i < calls; i++) {
                call.execute();
            }
        } catch (Exception | Error failure) {
            throw failure;
        } catch (Throwable other) {
            throw new AssertionError(other);
        }
    }
}
