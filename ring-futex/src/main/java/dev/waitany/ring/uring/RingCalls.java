/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring.uring;

import dev.waitany.linux.CallState;
import dev.waitany.linux.Guards;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * Every system call that makes, uses or frees a ring.
 *
 * <p>This is the seam for tests: an implementation can refuse any call, change its arguments, or
 * count it. {@code int} results are the kernel's result, or the negated errno.
 */
public interface RingCalls {
    /** The running kernel. */
    RingCalls KERNEL = new KernelRingCalls();

    /** Makes a ring: io_uring_setup(2). Fills {@code params}; returns the descriptor. */
    int setup(int entries, MemorySegment params);

    /**
     * Maps one of the ring's regions: mmap(2). Closing the arena unmaps it.
     *
     * @param offset an IORING_OFF_ constant
     * @throws OutOfMemoryError if the kernel has no memory for it
     * @throws RingRefusedException if the kernel refuses for another reason
     */
    MemorySegment map(int fd, long offset, long bytes, Arena arena);

    /** Changes or asks something about a ring: io_uring_register(2). */
    int register(int fd, int opcode, MemorySegment argument, int count);

    /** Submits entries and does not wait: io_uring_enter(2). Returns how many were consumed. */
    int enter(CallState state, int fd, int submit, int flags);

    /**
     * Submits entries and waits for completions: io_uring_enter(2).
     *
     * @param argument the address of a struct io_uring_getevents_arg, 0 for none
     * @param bytes the argument's size
     * @param held the arenas that stay open while the call blocks
     * @return how many entries were consumed; 0 does not tell why the wait ended
     */
    int enter(
            CallState state,
            int fd,
            int submit,
            int complete,
            int flags,
            long argument,
            long bytes,
            Guards held);

    /** Closes the ring's descriptor: close(2). */
    void close(int fd);
}
