/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.linux;

import dev.waitany.linux.uapi.LinuxUapi;
import java.lang.foreign.MemorySegment;

/**
 * The three io_uring calls, by their kernel names. Source: man 2 io_uring_setup, io_uring_enter,
 * io_uring_register.
 */
public final class IoUring {
    private static final long SETUP = LinuxUapi.__NR_io_uring_setup();
    private static final long ENTER = LinuxUapi.__NR_io_uring_enter();
    private static final long REGISTER = LinuxUapi.__NR_io_uring_register();

    private IoUring() {}

    /** Makes a ring and fills {@code params}; the ring's file descriptor, or the negated errno. */
    public static int setup(int entries, MemorySegment params) {
        return (int)
                SystemCall.call(CallState.current(), SETUP, entries, params.address(), 0, 0, 0, 0);
    }

    /**
     * Submits, and with GETEVENTS waits.
     *
     * @param argument a sigset, or with EXT_ARG a struct io_uring_getevents_arg; {@link
     *     MemorySegment#NULL} for none
     * @param held what must stay open while this blocks
     * @return how many entries were consumed, or the negated errno
     */
    public static int enter(
            CallState state,
            int fd,
            int submit,
            int complete,
            int flags,
            MemorySegment argument,
            Guards held) {
        return enter(
                state, fd, submit, complete, flags, argument.address(), argument.byteSize(), held);
    }

    /**
     * As {@link #enter(CallState, int, int, int, int, MemorySegment, Guards)}, with the argument as
     * the kernel takes it.
     *
     * @param argument an address, or with EXT_ARG_REG the offset of a struct io_uring_reg_wait
     * @param bytes the argument's size
     */
    public static int enter(
            CallState state,
            int fd,
            int submit,
            int complete,
            int flags,
            long argument,
            long bytes,
            Guards held) {
        return (int)
                SystemCall.guarded(
                        state, held, ENTER, fd, submit, complete, flags, argument, bytes);
    }

    /** As the other forms, for calls that do not wait. */
    public static int enter(CallState state, int fd, int submit, int flags) {
        return (int) SystemCall.call(state, ENTER, fd, submit, 0, flags, 0, 0);
    }

    /** io_uring_register; its result, or the negated errno. */
    public static int register(int fd, int opcode, MemorySegment argument, int count) {
        return (int)
                SystemCall.call(
                        CallState.current(), REGISTER, fd, opcode, argument.address(), count, 0, 0);
    }
}
