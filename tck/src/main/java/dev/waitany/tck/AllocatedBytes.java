/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.tck;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.function.Executable;

/** What the calling thread allocates on the Java heap in steady state. */
final class AllocatedBytes {
    /**
     * The compiler may take a method back and run it interpreted for a while, so the best of some
     * spans counts: real garbage is in all of them.
     */
    private static final int SPANS = 10;

    private AllocatedBytes() {}

    /** Fails if even the best span of calls, after as many spans before it, makes garbage. */
    static void assertNone(int calls, Executable call, String what) throws Exception {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long least = Long.MAX_VALUE;
        for (int span = 0; span < SPANS && least >= calls; span++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            repeat(calls, call);
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        assertThat(least)
                .as("bytes allocated by %d calls, in the best of %d spans: %s", calls, SPANS, what)
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
