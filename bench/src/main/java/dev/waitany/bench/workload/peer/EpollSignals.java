/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.workload.peer;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/**
 * An eventfd for each source, in one epoll set: what Wine's esync and most event loops are made of.
 * A signal is a write, and a wait is epoll_wait and a read.
 *
 * <p>Source: man 2 eventfd, man 7 epoll; the layout of {@code epoll_event} is packed on x86-64 and
 * aligned elsewhere (include/uapi/linux/eventpoll.h).
 */
final class EpollSignals implements AwaitedSignals {
    private static final int EPOLLIN = 1;
    private static final int CTL_ADD = 1;
    private static final int FOREVER = -1;
    private static final boolean IS_PACKED = System.getProperty("os.arch").equals("amd64");
    private static final long DATA_OFFSET = IS_PACKED ? 4 : 8;
    private static final long EVENT_BYTES = DATA_OFFSET + Long.BYTES;

    private final Calls calls = new Calls();
    private final Arena arena = Arena.ofShared();
    private final int epoll;
    private final int[] files;
    private final MemorySegment one = arena.allocate(JAVA_LONG);
    private final MemorySegment taken = arena.allocate(JAVA_LONG);
    private final MemorySegment event = arena.allocate(EVENT_BYTES, Long.BYTES);

    EpollSignals(int count) {
        this.epoll = calls.epollCreate();
        this.files = new int[count];
        one.set(JAVA_LONG, 0, 1);
        event.set(JAVA_INT, 0, EPOLLIN);
        for (int source = 0; source < count; source++) {
            files[source] = calls.eventfd();
            event.set(JAVA_LONG_UNALIGNED, DATA_OFFSET, source);
            calls.epollAdd(epoll, files[source], event);
        }
    }

    @Override
    public void signal(int source) {
        calls.write(files[source], one);
    }

    @Override
    public int await() {
        calls.epollWait(epoll, event);
        int source = (int) event.get(JAVA_LONG_UNALIGNED, DATA_OFFSET);
        calls.read(files[source], taken);
        return source;
    }

    @Override
    public void close() {
        for (int file : files) {
            calls.close(file);
        }
        calls.close(epoll);
        arena.close();
    }

    /** The functions of the C library. */
    private static final class Calls {
        private static final FunctionDescriptor TRANSFER =
                FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG);

        private final MethodHandle create = find("epoll_create1", JAVA_INT);
        private final MethodHandle eventfd = find("eventfd", JAVA_INT, JAVA_INT);
        private final MethodHandle control =
                find("epoll_ctl", JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS);
        private final MethodHandle wait = find("epoll_wait", JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT);
        private final MethodHandle close = find("close", JAVA_INT);
        private final MethodHandle write = find("write", TRANSFER);
        private final MethodHandle read = find("read", TRANSFER);

        int epollCreate() {
            return check("epoll_create1", () -> (int) create.invokeExact(0));
        }

        int eventfd() {
            return check("eventfd", () -> (int) eventfd.invokeExact(0, 0));
        }

        void epollAdd(int epoll, int file, MemorySegment event) {
            check("epoll_ctl", () -> (int) control.invokeExact(epoll, CTL_ADD, file, event));
        }

        /** Repeats waits that a signal has ended. */
        void epollWait(int epoll, MemorySegment event) {
            try {
                int ready;
                do {
                    ready = (int) wait.invokeExact(epoll, event, 1, FOREVER);
                } while (ready < 1);
            } catch (Throwable unexpected) {
                throw new IllegalStateException("epoll_wait", unexpected);
            }
        }

        void write(int file, MemorySegment from) {
            transfer("write", write, file, from);
        }

        void read(int file, MemorySegment into) {
            transfer("read", read, file, into);
        }

        void close(int file) {
            check("close", () -> (int) close.invokeExact(file));
        }

        private static void transfer(
                String name, MethodHandle call, int file, MemorySegment counter) {
            long bytes;
            try {
                bytes = (long) call.invokeExact(file, counter, (long) Long.BYTES);
            } catch (Throwable unexpected) {
                throw new IllegalStateException(name, unexpected);
            }
            if (bytes != Long.BYTES) {
                throw new IllegalStateException(name + " of an eventfd answers " + bytes);
            }
        }

        @FunctionalInterface
        private interface Call {
            int run() throws Throwable;
        }

        private static int check(String name, Call call) {
            int result;
            try {
                result = call.run();
            } catch (Throwable unexpected) {
                throw new IllegalStateException(name, unexpected);
            }
            if (result < 0) {
                throw new IllegalStateException(name + " failed: too many open files?");
            }
            return result;
        }

        private static MethodHandle find(String name, java.lang.foreign.MemoryLayout... arguments) {
            return find(name, FunctionDescriptor.of(JAVA_INT, arguments));
        }

        @SuppressWarnings("restricted")
        private static MethodHandle find(String name, FunctionDescriptor type) {
            Linker linker = Linker.nativeLinker();
            return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), type);
        }
    }
}
