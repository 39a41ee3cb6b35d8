/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring.uring;

import dev.waitany.linux.uapi.LinuxUapi;
import dev.waitany.linux.uapi.__kernel_timespec;
import dev.waitany.linux.uapi.io_uring_mem_region_reg;
import dev.waitany.linux.uapi.io_uring_reg_wait;
import dev.waitany.linux.uapi.io_uring_region_desc;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * Memory that the kernel has mapped, to read wait arguments from. Source: io_uring/register.c,
 * io_register_mem_region.
 */
final class WaitRegion {
    static final long ARGUMENT_BYTES = io_uring_reg_wait.sizeof();

    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    /** One page, for every page size up to 64 KiB. */
    private static final long BYTES = 64 * 1024;

    private final MemorySegment segment;

    WaitRegion(Arena arena) {
        this.segment = arena.allocate(BYTES, BYTES);
    }

    /**
     * Sets the argument of the next enter, a struct io_uring_reg_wait at the region's beginning.
     *
     * @return what the enter takes in place of an address: the argument's offset in the region
     */
    long argument(long nanos, int leastMicros) {
        MemorySegment argument = segment.asSlice(0, ARGUMENT_BYTES);
        MemorySegment longest = io_uring_reg_wait.ts(argument);
        __kernel_timespec.tv_sec(longest, nanos / NANOS_PER_SECOND);
        __kernel_timespec.tv_nsec(longest, nanos % NANOS_PER_SECOND);
        io_uring_reg_wait.min_wait_usec(argument, leastMicros);
        io_uring_reg_wait.flags(argument, LinuxUapi.IORING_REG_WAIT_TS());
        return 0;
    }

    /** Registers the region with a ring that is not enabled yet; returns false if refused. */
    boolean register(RingCalls kernel, int fd) {
        try (Arena call = Arena.ofConfined()) {
            MemorySegment region = io_uring_region_desc.allocate(call);
            io_uring_region_desc.user_addr(region, segment.address());
            io_uring_region_desc.size(region, BYTES);
            io_uring_region_desc.flags(region, LinuxUapi.IORING_MEM_REGION_TYPE_USER());
            MemorySegment registration = io_uring_mem_region_reg.allocate(call);
            io_uring_mem_region_reg.region_uptr(registration, region.address());
            io_uring_mem_region_reg.flags(registration, LinuxUapi.IORING_MEM_REGION_REG_WAIT_ARG());
            return kernel.register(fd, LinuxUapi.IORING_REGISTER_MEM_REGION(), registration, 1)
                    >= 0;
        }
    }
}
