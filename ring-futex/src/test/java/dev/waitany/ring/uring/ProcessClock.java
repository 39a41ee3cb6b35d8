/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring.uring;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import dev.waitany.linux.uapi.__kernel_timespec;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/**
 * The time that all threads of this process have spent on CPUs, to the nanosecond, the kernel's
 * threads that poll for its rings included. Source: man 2 clock_gettime, CLOCK_PROCESS_CPUTIME_ID.
 */
final class ProcessClock {
    private static final int ID = 2;
    private static final MethodHandle CLOCK_GETTIME = clockGettime();

    private ProcessClock() {}

    static long nanos() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment time = __kernel_timespec.allocate(arena);
            int answer = (int) CLOCK_GETTIME.invokeExact(ID, time);
            if (answer != 0) {
                throw new IllegalStateException("clock_gettime(2) failed");
            }
            return __kernel_timespec.tv_sec(time) * 1_000_000_000L
                    + __kernel_timespec.tv_nsec(time);
        } catch (Throwable thrown) {
            throw new IllegalStateException(thrown);
        }
    }

    @SuppressWarnings("restricted") // run with native access for all of the class path
    private static MethodHandle clockGettime() {
        Linker linker = Linker.nativeLinker();
        return linker.downcallHandle(
                linker.defaultLookup().findOrThrow("clock_gettime"),
                FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS));
    }
}
