/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.linux;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.waitany.linux.uapi.LinuxUapi;
import java.io.Serial;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Maps memory that is shared with the kernel, and closes descriptors.
 *
 * <p>Source: man 2 mmap, munmap, close, getpagesize.
 */
public final class Mapping {
    private static final Linker LINKER = Linker.nativeLinker();
    private static final MethodHandle MMAP =
            LINKER.downcallHandle(
                    LINKER.defaultLookup().findOrThrow("mmap"),
                    FunctionDescriptor.of(
                            JAVA_LONG, ADDRESS, JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_LONG),
                    Linker.Option.captureCallState("errno"));
    private static final MethodHandle MUNMAP =
            LINKER.downcallHandle(
                    LINKER.defaultLookup().findOrThrow("munmap"),
                    FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_LONG),
                    Linker.Option.captureCallState("errno"));
    private static final MethodHandle CLOSE =
            LINKER.downcallHandle(
                    LINKER.defaultLookup().findOrThrow("close"),
                    FunctionDescriptor.of(JAVA_INT, JAVA_INT),
                    Linker.Option.captureCallState("errno"));

    /** Cannot fail, so it captures no errno. */
    private static final MethodHandle GETPAGESIZE =
            LINKER.downcallHandle(
                    LINKER.defaultLookup().findOrThrow("getpagesize"),
                    FunctionDescriptor.of(JAVA_INT));

    private static final int READ_WRITE = LinuxUapi.PROT_READ() | LinuxUapi.PROT_WRITE();
    private static final int SHARED_POPULATED = LinuxUapi.MAP_SHARED() | LinuxUapi.MAP_POPULATE();

    private Mapping() {}

    /**
     * Maps {@code size} bytes of a file for reading and writing, and populates the pages. The
     * mapping is removed when the arena is closed, and if this method throws.
     *
     * <p>The segment has exactly {@code size} bytes. An access beyond the kernel's structures
     * therefore fails in Java.
     *
     * @param offset of the file, in bytes
     * @throws OutOfMemoryError if the kernel has no memory, or no more that this user may lock
     *     (ENOMEM, EAGAIN); the message has the errno's name
     * @throws RefusedException if the kernel refuses for another reason, such as a sandbox
     */
    public static MemorySegment map(int fd, long offset, long size, Arena arena) {
        Unmapping unmapping = new Unmapping(size); // now: afterwards there may be no memory for it
        long address = mmap(fd, offset, size);
        if (address < 0) {
            throw refused((int) -address, offset, size);
        }
        unmapping.address = address;
        try {
            return MemorySegment.ofAddress(address).reinterpret(size, arena, unmapping);
        } catch (Throwable failure) { // the arena may have taken the action over, or not
            unmapping.accept(MemorySegment.NULL);
            throw failure;
        }
    }

    /** Removes a mapping once, however often it is asked to. */
    private static final class Unmapping implements Consumer<MemorySegment> {
        private final AtomicBoolean done = new AtomicBoolean();
        private final long size;
        private long address;

        Unmapping(long size) {
            this.size = size;
        }

        @Override
        public void accept(MemorySegment unused) {
            if (!done.getAndSet(true)) {
                unmap(address, size);
            }
        }
    }

    static int pageSize() {
        try {
            return (int) GETPAGESIZE.invokeExact();
        } catch (Throwable thrown) {
            throw Downcall.unchecked(thrown);
        }
    }

    private static RefusedException refused(int errno, long offset, long size) {
        String message =
                "mmap of "
                        + size
                        + " bytes at offset 0x"
                        + Long.toHexString(offset)
                        + ": "
                        + Errno.name(errno);
        if (errno == Errno.ENOMEM || errno == Errno.EAGAIN) {
            throw new OutOfMemoryError(message);
        }
        return new RefusedException(message, errno);
    }

    /**
     * Closes a descriptor. Linux releases the descriptor even if close(2) reports an error.
     *
     * @return 0, or the negated errno
     */
    public static int close(int fd) {
        MemorySegment state = CallState.ofThread();
        SystemCallCount.add();
        try {
            return (int) CallState.result(state, (int) CLOSE.invokeExact(state, fd));
        } catch (Throwable thrown) {
            throw Downcall.unchecked(thrown);
        }
    }

    private static long mmap(int fd, long offset, long size) {
        MemorySegment state = CallState.ofThread();
        SystemCallCount.add();
        try {
            return CallState.result(
                    state,
                    (long)
                            MMAP.invokeExact(
                                    state,
                                    MemorySegment.NULL,
                                    size,
                                    READ_WRITE,
                                    SHARED_POPULATED,
                                    fd,
                                    offset));
        } catch (Throwable thrown) {
            throw Downcall.unchecked(thrown);
        }
    }

    private static void unmap(long address, long size) {
        MemorySegment state = CallState.ofThread();
        SystemCallCount.add();
        try {
            long result = CallState.result(state, (int) MUNMAP.invokeExact(state, address, size));
            if (result < 0) {
                throw new AssertionError("munmap: " + Errno.name(result));
            }
        } catch (Throwable thrown) {
            throw Downcall.unchecked(thrown);
        }
    }

    /** Thrown if the kernel refuses a mapping for another reason than a lack of memory. */
    public static final class RefusedException extends IllegalStateException {
        @Serial private static final long serialVersionUID = 1;

        private final int errno;

        RefusedException(String message, int errno) {
            super(message);
            this.errno = errno;
        }

        /** Returns the kernel's errno, above 0. */
        public int errno() {
            return errno;
        }
    }
}
