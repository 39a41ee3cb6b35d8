/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring.uring;

import dev.waitany.linux.CallState;
import dev.waitany.linux.Guards;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** The kernel's calls, of which a test changes some. */
interface KernelCalls extends RingCalls {
    @Override
    default int setup(int entries, MemorySegment params) {
        return KERNEL.setup(entries, params);
    }

    @Override
    default MemorySegment map(int fd, long offset, long bytes, Arena arena) {
        return KERNEL.map(fd, offset, bytes, arena);
    }

    @Override
    default int register(int fd, int opcode, MemorySegment argument, int count) {
        return KERNEL.register(fd, opcode, argument, count);
    }

    @Override
    default int enter(CallState state, int fd, int submit, int flags) {
        return KERNEL.enter(state, fd, submit, flags);
    }

    @Override
    default int enter(
            CallState state,
            int fd,
            int submit,
            int complete,
            int flags,
            long argument,
            long bytes,
            Guards held) {
        return KERNEL.enter(state, fd, submit, complete, flags, argument, bytes, held);
    }

    @Override
    default void close(int fd) {
        KERNEL.close(fd);
    }
}
