/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.linux;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/**
 * Reads the clocks that the kernel compares absolute timeouts with.
 *
 * <p>{@link System#nanoTime()} and libc's {@code clock_gettime} need not agree with them: a library
 * such as libfaketime replaces the libc function, and a JVM that was restored from a checkpoint on
 * another machine shifts its own time. So the clocks are read from the kernel's vDSO (24 ns), or
 * with the system call (270 ns) if the vDSO cannot be found by its name, as with musl. Both know
 * the offsets of a time namespace.
 *
 * <p>Source: man 7 vdso, man 2 clock_gettime, man 7 time_namespaces.
 */
final class KernelClock {
    private static final String VDSO = "linux-vdso.so.1";

    /** The clocks of this process. */
    static final KernelClock HERE = new KernelClock(vdso());

    private final Optional<MethodHandle> vdso;

    /** Reads with the function of the vDSO, or with the system call if there is none. */
    KernelClock(Optional<MethodHandle> vdso) {
        this.vdso = vdso;
    }

    /** Writes the time of a clock into a {@code struct __kernel_timespec}. */
    void read(Clock clock, MemorySegment into) {
        long result = vdso.isPresent() ? fromVdso(vdso.get(), clock, into) : call(clock, into);
        if (result < 0) {
            throw new IllegalStateException("clock_gettime(2): " + Errno.name(result));
        }
    }

    private static long fromVdso(MethodHandle function, Clock clock, MemorySegment into) {
        try {
            return (int) function.invokeExact(clock.id(), into.address());
        } catch (Throwable thrown) {
            throw Downcall.unchecked(thrown);
        }
    }

    private static long call(Clock clock, MemorySegment into) {
        return SystemCall.call(
                CallState.ofThread(),
                SystemCallNumbers.HERE.clockGettime(),
                clock.id(),
                into.address(),
                0,
                0,
                0,
                0);
    }

    /** Finds the function. It has another name on each architecture. */
    static Optional<MethodHandle> vdso() {
        try {
            SymbolLookup symbols = SymbolLookup.libraryLookup(VDSO, Arena.global());
            Linker linker = Linker.nativeLinker();
            return symbols.find("__vdso_clock_gettime")
                    .or(() -> symbols.find("__kernel_clock_gettime"))
                    .map(
                            function ->
                                    linker.downcallHandle(
                                            function,
                                            FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG),
                                            Linker.Option.critical(false)));
        } catch (IllegalArgumentException absent) {
            return Optional.empty();
        }
    }
}
