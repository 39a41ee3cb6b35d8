/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.behaviour;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.waitany.linux.Errno;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;

/**
 * Makes system calls that the library does not use, to find out whether the kernel has them. Takes
 * numbers from 424 on, which are the same on every architecture.
 */
final class RawCall {
    private static final Linker LINKER = Linker.nativeLinker();
    private static final StructLayout STATE = Linker.Option.captureStateLayout();
    private static final VarHandle ERRNO =
            STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));

    @SuppressWarnings("restricted")
    private static final MethodHandle SYSCALL =
            LINKER.downcallHandle(
                    LINKER.defaultLookup().findOrThrow("syscall"),
                    FunctionDescriptor.of(
                            JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG,
                            JAVA_LONG, JAVA_LONG),
                    Linker.Option.firstVariadicArg(1),
                    Linker.Option.captureCallState("errno"));

    private RawCall() {}

    /** Makes the call and returns its result, or the name of its errno. */
    static String answer(long number, long a, long b, long c, long d, long e, long f) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(STATE);
            long result = (long) SYSCALL.invokeExact(state, number, a, b, c, d, e, f);
            return result >= 0 ? Long.toString(result) : Errno.name((int) ERRNO.get(state, 0L));
        } catch (Throwable thrown) {
            throw new AssertionError("a system call throws nothing", thrown);
        }
    }
}
