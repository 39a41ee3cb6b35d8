/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring.uring;

import dev.waitany.linux.Errno;
import dev.waitany.linux.uapi.LinuxUapi;
import dev.waitany.linux.uapi.io_uring_params;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * Makes one ring in the kernel: without an index array where the kernel can do so (6.6), with one
 * elsewhere.
 */
final class RingCreation {
    /** With it, a refused entry does not hold up the entries behind it. */
    private static final int ALWAYS = LinuxUapi.IORING_SETUP_SUBMIT_ALL();

    private static final int NO_INDEX_ARRAY = LinuxUapi.IORING_SETUP_NO_SQARRAY();

    private final RingCalls calls;
    private final int flags;
    private final MemorySegment params;
    private boolean indexArray;

    RingCreation(RingCalls calls, RingMode mode, Arena arena) {
        this.calls = calls;
        this.flags = ALWAYS | mode.flags();
        this.params = io_uring_params.allocate(arena);
    }

    /**
     * Makes the ring.
     *
     * @return its descriptor
     * @throws RingRefusedException with the errno, if the kernel refuses
     */
    int create(int entries) {
        int fd = setup(entries, flags | NO_INDEX_ARRAY);
        if (fd == -Errno.EINVAL) {
            indexArray = true;
            fd = setup(entries, flags);
        }
        if (fd < 0) {
            throw new RingRefusedException("io_uring_setup(2)", -fd);
        }
        return fd;
    }

    /** Returns what the kernel says about the ring. */
    MemorySegment params() {
        return params;
    }

    boolean hasIndexArray() {
        return indexArray;
    }

    private int setup(int entries, int all) {
        params.fill((byte) 0); // a refused call may have written to it
        io_uring_params.flags(params, all);
        return calls.setup(entries, params);
    }
}
