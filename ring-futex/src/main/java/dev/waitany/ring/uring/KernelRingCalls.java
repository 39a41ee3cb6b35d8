/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring.uring;

import dev.waitany.linux.CallState;
import dev.waitany.linux.Guards;
import dev.waitany.linux.IoUring;
import dev.waitany.linux.Mapping;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** Makes each call as it is. */
final class KernelRingCalls implements RingCalls {
    @Override
    public int setup(int entries, MemorySegment params) {
        return IoUring.setup(entries, params);
    }

    @Override
    public MemorySegment map(int fd, long offset, long bytes, Arena arena) {
        try {
            return Mapping.map(fd, offset, bytes, arena);
        } catch (Mapping.RefusedException refused) {
            throw new RingRefusedException("mmap(2)", refused.errno());
        }
    }

    @Override
    public int register(int fd, int opcode, MemorySegment argument, int count) {
        return IoUring.register(fd, opcode, argument, count);
    }

    @Override
    public int enter(CallState state, int fd, int submit, int flags) {
        return IoUring.enter(state, fd, submit, flags);
    }

    @Override
    public int enter(
            CallState state,
            int fd,
            int submit,
            int complete,
            int flags,
            long argument,
            long bytes,
            Guards held) {
        return IoUring.enter(state, fd, submit, complete, flags, argument, bytes, held);
    }

    @Override
    public void close(int fd) {
        Mapping.close(fd);
    }
}
