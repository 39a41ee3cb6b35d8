/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.descriptors;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** Descriptors from elsewhere: pipes and sockets that do not block, by number. */
final class RawDescriptors {
    /** What {@link #read} and {@link #write} answer for every error, EAGAIN and EPIPE included. */
    static final long REFUSED = -1;

    private static final int O_NONBLOCK = 0x800;
    private static final int AF_UNIX = 1;
    private static final int SOCK_STREAM = 1;
    private static final Linker LINKER = Linker.nativeLinker();
    private static final MethodHandle PIPE = handle("pipe2", JAVA_INT, ADDRESS, JAVA_INT);
    private static final MethodHandle SOCKETPAIR =
            handle("socketpair", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS);
    private static final MethodHandle DUP = handle("dup", JAVA_INT, JAVA_INT);
    private static final MethodHandle CLOSE = handle("close", JAVA_INT, JAVA_INT);
    private static final MethodHandle READ =
            handle("read", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG);
    private static final MethodHandle WRITE =
            handle("write", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG);

    private RawDescriptors() {}

    /** Returns the read end and the write end of a new pipe. */
    static int[] pipe() {
        return pair(ends -> (int) PIPE.invokeExact(ends, O_NONBLOCK));
    }

    /** Returns two stream sockets that are connected. */
    static int[] sockets() {
        return pair(
                ends -> (int) SOCKETPAIR.invokeExact(AF_UNIX, SOCK_STREAM | O_NONBLOCK, 0, ends));
    }

    /** Returns another descriptor of the same file. */
    static int copy(int descriptor) {
        return (int) called(() -> (int) DUP.invokeExact(descriptor));
    }

    static void close(int descriptor) {
        called(() -> (int) CLOSE.invokeExact(descriptor));
    }

    /** Reads a byte; returns 1, 0 at the end of the stream, or {@link #REFUSED}. */
    static long read(int descriptor) {
        return withByte(bytes -> (long) READ.invokeExact(descriptor, bytes, 1L));
    }

    /** Writes a byte; returns 1 or {@link #REFUSED}. */
    static long write(int descriptor) {
        return withByte(bytes -> (long) WRITE.invokeExact(descriptor, bytes, 1L));
    }

    private interface Call {
        long make() throws Throwable;
    }

    private interface CallWith {
        long make(MemorySegment memory) throws Throwable;
    }

    private static int[] pair(CallWith call) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment ends = arena.allocate(JAVA_INT, 2);
            if (called(() -> call.make(ends)) != 0) {
                throw new AssertionError("no pair of descriptors");
            }
            return ends.toArray(JAVA_INT);
        }
    }

    private static long withByte(CallWith call) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment one = arena.allocate(1);
            return called(() -> call.make(one));
        }
    }

    private static long called(Call call) {
        try {
            return call.make();
        } catch (Throwable thrown) {
            throw new AssertionError("a call of libc throws nothing", thrown);
        }
    }

    @SuppressWarnings("restricted") // run with native access for all of the class path
    private static MethodHandle handle(
            String name, MemoryLayout result, MemoryLayout... arguments) {
        return LINKER.downcallHandle(
                LINKER.defaultLookup().findOrThrow(name), FunctionDescriptor.of(result, arguments));
    }
}
