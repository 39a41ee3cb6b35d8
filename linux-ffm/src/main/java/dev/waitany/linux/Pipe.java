/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.linux;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/**
 * A pipe: this object reads it, and others write to the descriptor of its write end. Not
 * thread-safe.
 *
 * <p>Source: man 2 pipe.
 */
public final class Pipe implements AutoCloseable {
    private static final Linker LINKER = Linker.nativeLinker();
    private static final MethodHandle PIPE =
            LINKER.downcallHandle(
                    LINKER.defaultLookup().findOrThrow("pipe"),
                    FunctionDescriptor.of(JAVA_INT, ADDRESS),
                    Linker.Option.captureCallState("errno"));
    private static final MethodHandle READ =
            LINKER.downcallHandle(
                    LINKER.defaultLookup().findOrThrow("read"),
                    FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG),
                    Linker.Option.captureCallState("errno"));

    private final MemorySegment state = CallState.allocate().segment();
    private final int readEnd;
    private final int writeEnd;

    /**
     * Opens a pipe.
     *
     * @throws IllegalStateException if the kernel refuses; the message has the errno's name
     */
    public Pipe() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment ends = arena.allocate(JAVA_INT, 2);
            SystemCallCount.add();
            long result = CallState.result(state, (int) PIPE.invokeExact(state, ends));
            if (result < 0) {
                throw new IllegalStateException("pipe(2): " + Errno.name(result));
            }
            this.readEnd = ends.getAtIndex(JAVA_INT, 0);
            this.writeEnd = ends.getAtIndex(JAVA_INT, 1);
        } catch (Throwable thrown) {
            throw Downcall.unchecked(thrown);
        }
    }

    /** Returns the descriptor of the write end. */
    public int writeEnd() {
        return writeEnd;
    }

    /**
     * Reads into the beginning of {@code into}. Blocks until the pipe has data.
     *
     * @return the number of bytes read, or the negated errno
     */
    public int read(MemorySegment into) {
        SystemCallCount.add();
        try {
            return (int)
                    CallState.result(
                            state, (long) READ.invokeExact(state, readEnd, into, into.byteSize()));
        } catch (Throwable thrown) {
            throw Downcall.unchecked(thrown);
        }
    }

    @Override
    public void close() {
        Mapping.close(readEnd);
        Mapping.close(writeEnd);
    }
}
