/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring.uring;

import dev.waitany.linux.Timespec;
import dev.waitany.linux.uapi.LinuxUapi;
import dev.waitany.linux.uapi.io_uring_getevents_arg;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * The longest time that an enter waits: a struct io_uring_getevents_arg and its timespec. The
 * kernel copies both at each enter.
 */
final class WaitArgument {
    /** The flag with which an enter takes this argument. */
    static final int ENTER_FLAG = LinuxUapi.IORING_ENTER_EXT_ARG();

    private final MemorySegment argument;
    private final Timespec longest;

    WaitArgument(Arena arena) {
        this.argument = io_uring_getevents_arg.allocate(arena);
        this.longest = new Timespec(arena);
        io_uring_getevents_arg.ts(argument, longest.segment().address());
    }

    /**
     * Sets the time for the next enter.
     *
     * @param nanos above 0
     */
    void set(long nanos) {
        longest.set(nanos);
    }

    long address() {
        return argument.address();
    }

    long bytes() {
        return argument.byteSize();
    }
}
