/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.environment;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/**
 * What all threads of this process have used so far, as getrusage(2) reports it. Threads that the
 * JVM uses for itself are included.
 *
 * <p>Source: man 2 getrusage; struct rusage of 64-bit Linux.
 *
 * @param userNanos CPU time in user mode; the kernel splits CPU time by samples of its ticks
 * @param systemNanos CPU time in the kernel
 * @param voluntarySwitches how often a thread has gone to sleep
 * @param involuntarySwitches how often a thread was preempted
 */
public record ResourceUsage(
        long userNanos, long systemNanos, long voluntarySwitches, long involuntarySwitches) {
    private static final int SELF = 0;
    private static final long BYTES = 144;
    private static final long SYSTEM_TIME = 16;
    private static final long VOLUNTARY = 128;
    private static final long INVOLUNTARY = 136;

    /** The C function; its caller has been granted native access. */
    private static final class Call {
        @SuppressWarnings("restricted")
        static final MethodHandle GETRUSAGE =
                Linker.nativeLinker()
                        .downcallHandle(
                                Linker.nativeLinker().defaultLookup().findOrThrow("getrusage"),
                                FunctionDescriptor.of(
                                        ValueLayout.JAVA_INT,
                                        ValueLayout.JAVA_INT,
                                        ValueLayout.ADDRESS));

        private Call() {}
    }

    /** Reads the usage. */
    public static ResourceUsage now() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment usage = arena.allocate(BYTES, Long.BYTES);
            int result = (int) Call.GETRUSAGE.invokeExact(SELF, usage);
            if (result != 0) {
                throw new IllegalStateException("getrusage(2) failed");
            }
            return new ResourceUsage(
                    nanos(usage, 0),
                    nanos(usage, SYSTEM_TIME),
                    usage.get(ValueLayout.JAVA_LONG, VOLUNTARY),
                    usage.get(ValueLayout.JAVA_LONG, INVOLUNTARY));
        } catch (RuntimeException | Error unchecked) {
            throw unchecked;
        } catch (Throwable impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Returns the difference to an earlier reading. */
    public ResourceUsage since(ResourceUsage earlier) {
        return new ResourceUsage(
                userNanos - earlier.userNanos,
                systemNanos - earlier.systemNanos,
                voluntarySwitches - earlier.voluntarySwitches,
                involuntarySwitches - earlier.involuntarySwitches);
    }

    /** Reads a struct timeval: seconds and microseconds. */
    private static long nanos(MemorySegment usage, long offset) {
        long seconds = usage.get(ValueLayout.JAVA_LONG, offset);
        long micros = usage.get(ValueLayout.JAVA_LONG, offset + Long.BYTES);
        return seconds * 1_000_000_000 + micros * 1000;
    }
}
