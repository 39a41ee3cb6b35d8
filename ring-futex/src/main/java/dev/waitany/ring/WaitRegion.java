/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring;

import dev.waitany.linux.uapi.LinuxUapi;
import dev.waitany.linux.uapi.io_uring_mem_region_reg;
import dev.waitany.linux.uapi.io_uring_region_desc;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * Memory of ours that the kernel maps for good, to read wait arguments from. Source:
 * io_uring/register.c, io_register_mem_region.
 */
final class WaitRegion {
    /** One page, whatever size pages have here. */
    private static final long BYTES = 64 * 1024;

    private final MemorySegment segment;

    WaitRegion(Arena arena) {
        this.segment = arena.allocate(BYTES, BYTES);
    }

    MemorySegment segment() {
        return segment;
    }

    /** Registers it with a ring that is not enabled yet; false where that is refused. */
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
