/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring.uring;

import dev.waitany.linux.CallState;
import dev.waitany.linux.Guards;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** The kernel, with an action of the test before each enter that may block. Thread-safe. */
public final class GatedCalls implements RingCalls {
    private volatile Runnable before = () -> {};

    /** Runs an action from now on, on the entering thread, before it enters. */
    public void beforeEnter(Runnable action) {
        before = action;
    }

    @Override
    public int setup(int entries, MemorySegment params) {
        return KERNEL.setup(entries, params);
    }

    @Override
    public MemorySegment map(int fd, long offset, long bytes, Arena arena) {
        return KERNEL.map(fd, offset, bytes, arena);
    }

    @Override
    public int register(int fd, int opcode, MemorySegment argument, int count) {
        return KERNEL.register(fd, opcode, argument, count);
    }

    @Override
    public int enter(CallState state, int fd, int submit, int flags) {
        return KERNEL.enter(state, fd, submit, flags);
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
        before.run();
        return KERNEL.enter(state, fd, submit, complete, flags, argument, bytes, held);
    }

    @Override
    public void close(int fd) {
        KERNEL.close(fd);
    }
}
