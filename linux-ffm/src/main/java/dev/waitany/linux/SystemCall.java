/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.linux;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.Collections;
import java.util.List;

/**
 * Makes system calls through libc's {@code syscall(2)}, with three signatures: {@link #call} takes
 * numbers, {@link #futex} takes words as segments, and {@link #guarded} keeps arenas open. All
 * return the result or the negated errno.
 *
 * <p>No handle uses {@code Linker.Option.critical}. A critical call delays safepoints until it
 * returns, and each of these calls may block.
 */
public final class SystemCall {
    private static final Linker LINKER = Linker.nativeLinker();

    /**
     * The futex arguments uaddr, op, val, timeout or val2, uaddr2, val3. The words are passed as
     * segments, so the linker keeps their arenas open during the call.
     */
    private static final MethodHandle FUTEX =
            handle(List.of(ADDRESS, JAVA_LONG, JAVA_LONG, ADDRESS, ADDRESS, JAVA_LONG));

    private static final Called CALLED = new Called();

    /**
     * Handles in instance fields, which the JIT compiler does not treat as constants and therefore
     * does not inline into their callers.
     *
     * <p>An inlined handle can reach the compiler's limit (MaxInlineLevel) inside a deep caller. A
     * slice of the capture state is then allocated on every call: 40 bytes of garbage. The
     * indirection costs about 20 ns. That is too much for a wake, so {@link #FUTEX} is a constant,
     * but negligible for calls that block.
     */
    private static final class Called {
        private final MethodHandle plain = handle(Collections.nCopies(6, JAVA_LONG));
    }

    private SystemCall() {}

    /**
     * Makes a call whose arguments are numbers, or addresses that the caller keeps alive.
     *
     * @param state of the thread if the call cannot block, otherwise one that no other call uses
     * @return the result, or the negated errno
     */
    public static long call(
            MemorySegment state, long number, long a, long b, long c, long d, long e, long f) {
        SystemCallCount.add();
        try {
            return CallState.result(
                    state, (long) CALLED.plain.invokeExact(state, number, a, b, c, d, e, f));
        } catch (Throwable thrown) {
            throw Downcall.unchecked(thrown);
        }
    }

    /** Calls futex(2). The arenas of {@code word}, {@code d} and {@code e} stay open meanwhile. */
    static long futex(
            MemorySegment state,
            MemorySegment word,
            long op,
            long value,
            MemorySegment d,
            MemorySegment e,
            long f) {
        SystemCallCount.add();
        try {
            return CallState.result(
                    state,
                    (long)
                            FUTEX.invokeExact(
                                    state,
                                    SystemCallNumbers.HERE.futex(),
                                    word,
                                    op,
                                    value,
                                    d,
                                    e,
                                    f));
        } catch (Throwable thrown) {
            throw Downcall.unchecked(thrown);
        }
    }

    /** Makes a call during which the guarded arenas cannot be closed, see {@link ArenaHold}. */
    static long guarded(
            CallState state,
            Guards held,
            long number,
            long a,
            long b,
            long c,
            long d,
            long e,
            long f) {
        return state.guarded().make(held, number, a, b, c, d, e, f);
    }

    private static MethodHandle handle(List<? extends MemoryLayout> arguments) {
        return LINKER.downcallHandle(
                LINKER.defaultLookup().findOrThrow("syscall"),
                FunctionDescriptor.of(JAVA_LONG, JAVA_LONG)
                        .appendArgumentLayouts(arguments.toArray(MemoryLayout[]::new)),
                Linker.Option.firstVariadicArg(1),
                Linker.Option.captureCallState("errno"));
    }
}
