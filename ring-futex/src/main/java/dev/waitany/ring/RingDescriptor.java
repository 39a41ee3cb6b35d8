/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring;

import dev.waitany.linux.Mapping;
import dev.waitany.linux.uapi.LinuxUapi;
import dev.waitany.linux.uapi.io_uring_rsrc_update;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * The descriptor of a ring, and the name its owner enters it by: the descriptor itself, or an index
 * into the thread's own table of 16 rings. Source: man 3 io_uring_register_ring_fd.
 */
final class RingDescriptor {
    private static final int ANY_INDEX = -1;

    private final RingCalls kernel;
    private final int fd;
    private final Thread owner = Thread.currentThread();
    private int name;
    private int enterFlags;

    RingDescriptor(RingCalls kernel, int fd) {
        this.kernel = kernel;
        this.fd = fd;
        this.name = fd;
    }

    int fd() {
        return fd;
    }

    /** What enter takes as the ring, with {@link #enterFlags()}. */
    int name() {
        return name;
    }

    int enterFlags() {
        return enterFlags;
    }

    /**
     * Enters the ring into the calling thread's table; false if there is none or it is full.
     * Sixteen rings to a thread are more than it ever owns beside armed sets, and those that come
     * later go by their descriptors.
     */
    boolean register() {
        try (Arena call = Arena.ofConfined()) {
            MemorySegment update = io_uring_rsrc_update.allocate(call);
            io_uring_rsrc_update.offset(update, ANY_INDEX);
            io_uring_rsrc_update.data(update, fd);
            int registered = kernel.register(fd, LinuxUapi.IORING_REGISTER_RING_FDS(), update, 1);
            if (registered != 1) {
                return false;
            }
            name = io_uring_rsrc_update.offset(update);
            enterFlags = LinuxUapi.IORING_ENTER_REGISTERED_RING();
            return true;
        }
    }

    /**
     * Closes the descriptor. The table is the owner's, and the same index means another ring in
     * another thread's: when that one closes, the table keeps the ring until its thread ends.
     */
    void close() {
        if (enterFlags != 0 && Thread.currentThread() == owner) {
            try (Arena call = Arena.ofConfined()) {
                MemorySegment update = io_uring_rsrc_update.allocate(call);
                io_uring_rsrc_update.offset(update, name);
                kernel.register(fd, LinuxUapi.IORING_UNREGISTER_RING_FDS(), update, 1);
            }
        }
        Mapping.close(fd);
    }
}
