/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.linux;

import dev.waitany.linux.uapi.LinuxUapi;
import java.lang.foreign.MemorySegment;

/**
 * The three io_uring system calls, under their kernel names.
 *
 * <p>Source: man 2 io_uring_setup, io_uring_enter, io_uring_register.
 */
public final class IoUring {
    private static final long SETUP = LinuxUapi.__NR_io_uring_setup();
    private static final long ENTER = LinuxUapi.__NR_io_uring_enter();
    private static final long REGISTER = LinuxUapi.__NR_io_uring_register();

    private IoUring() {}

    /**
     * Creates a ring.
     *
     * @param params a {@code struct io_uring_params}, which the kernel reads and completes
     * @return the ring's file descriptor, or the negated errno
     */
    public static int setup(int entries, MemorySegment params) {
        return (int)
                SystemCall.call(CallState.ofThread(), SETUP, entries, params.address(), 0, 0, 0, 0);
    }

    /**
     * Submits entries and, with IORING_ENTER_GETEVENTS, waits for completions.
     *
     * @param submit the number of entries to submit
     * @param complete the number of completions to wait for
     * @param argument the address of a signal set, or with IORING_ENTER_EXT_ARG of a {@code struct
     *     io_uring_getevents_arg}; with IORING_ENTER_EXT_ARG_REG the offset of a {@code struct
     *     io_uring_reg_wait}; 0 for none
     * @param bytes the size of the argument
     * @param held the arenas that must not be closed during the call
     * @return the number of entries that the kernel consumed, or the negated errno
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

    /**
     * Submits entries without waiting.
     *
     * @return the number of entries that the kernel consumed, or the negated errno
     */
    public static int enter(CallState state, int fd, int submit, int flags) {
        return (int) SystemCall.call(state.segment(), ENTER, fd, submit, 0, flags, 0, 0);
    }

    /**
     * Performs an operation of io_uring_register(2) on a ring.
     *
     * @return the operation's result, or the negated errno
     */
    public static int register(int fd, int opcode, MemorySegment argument, int count) {
        return (int)
                SystemCall.call(
                        CallState.ofThread(),
                        REGISTER,
                        fd,
                        opcode,
                        argument.address(),
                        count,
                        0,
                        0);
    }
}
