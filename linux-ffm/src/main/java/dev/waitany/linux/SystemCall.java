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
import java.util.stream.Stream;

/**
 * The one door to the kernel: libc's {@code syscall(2)}, in three shapes of arguments.
 *
 * <p>None of the handles is {@code critical}: each may block, and a critical call holds up every
 * safepoint.
 */
final class SystemCall {
    /** Segments that a guarded call can keep open beside its own arguments. */
    static final int GUARDS = 8;

    private static final Linker LINKER = Linker.nativeLinker();

    /**
     * uaddr, op, value, timeout or count, uaddr2, value3: the words are segments, so their arenas
     * stay open.
     */
    private static final MethodHandle FUTEX =
            handle(List.of(ADDRESS, JAVA_LONG, JAVA_LONG, ADDRESS, ADDRESS, JAVA_LONG));

    private static final Called CALLED = new Called();

    /**
     * Handles in fields, which are no constants to the compiler: so it calls them and does not take
     * them into their callers. Deep down in those it would reach the end of its inlining
     * (MaxInlineLevel), and leave a slice that the linker makes of the capture state: 40 bytes of
     * garbage for a call. It costs 20 ns, which is much to a wake and nothing to a call that
     * blocks.
     */
    private static final class Called {
        private final MethodHandle plain = handle(Collections.nCopies(6, JAVA_LONG));

        /**
         * As plain, and beyond the six arguments that the kernel reads, segments that must stay
         * open meanwhile.
         */
        private final MethodHandle guarded =
                handle(
                        Stream.concat(
                                        Collections.nCopies(6, JAVA_LONG).stream(),
                                        Collections.nCopies(GUARDS, ADDRESS).stream())
                                .toList());
    }

    private SystemCall() {}

    static long call(CallState state, long number, long a, long b, long c, long d, long e, long f) {
        SystemCallCount.add();
        try {
            return state.result(
                    (long) CALLED.plain.invokeExact(state.segment(), number, a, b, c, d, e, f));
        } catch (Throwable thrown) {
            throw Downcall.thrown(thrown);
        }
    }

    static long futex(
            CallState state,
            MemorySegment word,
            long op,
            long value,
            MemorySegment d,
            MemorySegment e,
            long f) {
        SystemCallCount.add();
        try {
            return state.result(
                    (long)
                            FUTEX.invokeExact(
                                    state.segment(),
                                    Numbers.HERE.futex(),
                                    word,
                                    op,
                                    value,
                                    d,
                                    e,
                                    f));
        } catch (Throwable thrown) {
            throw Downcall.thrown(thrown);
        }
    }

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
        SystemCallCount.add();
        MemorySegment[] g = held.segments();
        try {
            return state.result(
                    (long)
                            CALLED.guarded.invokeExact(
                                    state.segment(),
                                    number,
                                    a,
                                    b,
                                    c,
                                    d,
                                    e,
                                    f,
                                    g[0],
                                    g[1],
                                    g[2],
                                    g[3],
                                    g[4],
                                    g[5],
                                    g[6],
                                    g[7]));
        } catch (Throwable thrown) {
            throw Downcall.thrown(thrown);
        }
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
