/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring.uring;

import dev.waitany.linux.Errno;
import dev.waitany.linux.uapi.io_uring_params;
import java.lang.foreign.MemorySegment;
import java.util.Set;

/**
 * A kernel that does not know some things, and refuses them with EINVAL.
 *
 * @param unknownRegistrations opcodes of io_uring_register(2)
 * @param unknownFlags flags of io_uring_setup(2)
 */
record RefusingCalls(Set<Integer> unknownRegistrations, int unknownFlags) implements KernelCalls {
    @Override
    public int setup(int entries, MemorySegment params) {
        return (io_uring_params.flags(params) & unknownFlags) != 0
                ? -Errno.EINVAL
                : KERNEL.setup(entries, params);
    }

    @Override
    public int register(int fd, int opcode, MemorySegment argument, int count) {
        return unknownRegistrations.contains(opcode)
                ? -Errno.EINVAL
                : KERNEL.register(fd, opcode, argument, count);
    }
}
