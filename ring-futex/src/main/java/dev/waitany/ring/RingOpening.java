/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring;

import dev.waitany.linux.Errno;
import dev.waitany.linux.uapi.LinuxUapi;
import dev.waitany.linux.uapi.io_uring_params;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * Opens one ring, and does without what the kernel refuses. Each option is tried with each ring: a
 * try that fails costs one call, and what a kernel grants may differ between threads (16 registered
 * descriptors each) and with the memory that may be locked.
 */
final class RingOpening {
    /** A refused entry does not hold up those behind it. */
    private static final int ALWAYS = LinuxUapi.IORING_SETUP_SUBMIT_ALL();

    private final RingCalls kernel;
    private final Arena arena;
    private final MemorySegment params;
    private RingSetup setup;

    RingOpening(RingCalls kernel, RingSetup wished, Arena arena) {
        this.kernel = kernel;
        this.setup = wished;
        this.arena = arena;
        this.params = io_uring_params.allocate(arena);
    }

    /**
     * The kernel's ring.
     *
     * @throws RingRefusedException with the errno, if there is none to be had
     */
    RingDescriptor open(int entries) {
        int fd = create(entries);
        if (fd == -Errno.EINVAL && !setup.indexArray()) {
            setup = setup.withIndexArray();
            fd = create(entries);
        }
        if (fd < 0) {
            throw new RingRefusedException(-fd);
        }
        return new RingDescriptor(kernel, fd);
    }

    /** The rest of the set-up, on a ring that {@link #open} has made. */
    WaitArgument finish(RingDescriptor descriptor) {
        WaitArgument argument = waitArgument(descriptor.fd());
        if (setup.registeredDescriptor()) {
            setup = setup.withRegisteredDescriptor(descriptor.register());
        }
        return argument;
    }

    /** What the kernel says of its ring. */
    MemorySegment params() {
        return params;
    }

    /** What the ring has become. */
    RingSetup setup() {
        return setup;
    }

    private int create(int entries) {
        params.fill((byte) 0); // a refused call may have left something
        io_uring_params.flags(
                params,
                ALWAYS
                        | setup.mode().flags()
                        | (setup.indexArray() ? 0 : LinuxUapi.IORING_SETUP_NO_SQARRAY())
                        | (setup.registeredWaits() ? LinuxUapi.IORING_SETUP_R_DISABLED() : 0));
        return kernel.setup(entries, params);
    }

    /**
     * Regions can be registered only while a ring is disabled. Who enables it is its single issuer.
     */
    private WaitArgument waitArgument(int fd) {
        if (!setup.registeredWaits()) {
            return new WaitArgument.Copied(arena);
        }
        WaitRegion region = new WaitRegion(arena);
        setup = setup.withRegisteredWaits(region.register(kernel, fd));
        int enabled =
                kernel.register(
                        fd, LinuxUapi.IORING_REGISTER_ENABLE_RINGS(), MemorySegment.NULL, 0);
        if (enabled < 0) {
            throw new RingRefusedException(-enabled);
        }
        return setup.registeredWaits()
                ? new WaitArgument.Registered(region)
                : new WaitArgument.Copied(arena);
    }
}
