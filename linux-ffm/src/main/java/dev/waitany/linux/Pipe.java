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

/** A pipe(2) whose write end is for others to write to, by its descriptor. Not thread-safe. */
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

    private final CallState state = CallState.allocate();
    private final int readEnd;
    private final int writeEnd;

    /**
     * @throws IllegalStateException with the errno's name, when the kernel refuses
     */
    public Pipe() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment ends = arena.allocate(JAVA_INT, 2);
            SystemCallCount.add();
            long result = state.result((int) PIPE.invokeExact(state.segment(), ends));
            if (result < 0) {
                throw new IllegalStateException("pipe(2): " + Errno.name(result));
            }
            this.readEnd = ends.getAtIndex(JAVA_INT, 0);
            this.writeEnd = ends.getAtIndex(JAVA_INT, 1);
        } catch (Throwable thrown) {
            throw Downcall.thrown(thrown);
        }
    }

    /** The descriptor to write to. */
    public int writeEnd() {
        return writeEnd;
    }

    /**
     * Blocks until something was written; fills {@code into} from its beginning.
     *
     * @return how many bytes, or the negated errno
     */
    public int read(MemorySegment into) {
        SystemCallCount.add();
        try {
            return (int)
                    state.result(
                            (long)
                                    READ.invokeExact(
                                            state.segment(), readEnd, into, into.byteSize()));
        } catch (Throwable thrown) {
            throw Downcall.thrown(thrown);
        }
    }

    @Override
    public void close() {
        Mapping.close(readEnd);
        Mapping.close(writeEnd);
    }
}
