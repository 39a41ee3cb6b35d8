/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring;

import dev.waitany.linux.Timespec;
import dev.waitany.linux.uapi.LinuxUapi;
import dev.waitany.linux.uapi.__kernel_timespec;
import dev.waitany.linux.uapi.io_uring_getevents_arg;
import dev.waitany.linux.uapi.io_uring_reg_wait;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** How an enter is told how long to wait: set, then passed on. */
sealed interface WaitArgument {
    /**
     * Writes it, for the next enter.
     *
     * @param nanos the longest wait, above 0
     * @param leastMicros below that, a single completion does not end it; 0 for none
     */
    void set(long nanos, int leastMicros);

    int enterFlags();

    /** An address, or an offset. */
    long at();

    long bytes();

    /**
     * A struct io_uring_getevents_arg and its timespec, both copied by the kernel at each enter.
     */
    final class Copied implements WaitArgument {
        private static final int FLAGS = LinuxUapi.IORING_ENTER_EXT_ARG();

        private final MemorySegment argument;
        private final Timespec longest;

        Copied(Arena arena) {
            this.argument = io_uring_getevents_arg.allocate(arena);
            this.longest = new Timespec(arena);
            io_uring_getevents_arg.ts(argument, longest.segment().address());
        }

        @Override
        public void set(long nanos, int leastMicros) {
            longest.set(nanos);
            io_uring_getevents_arg.min_wait_usec(argument, leastMicros);
        }

        @Override
        public int enterFlags() {
            return FLAGS;
        }

        @Override
        public long at() {
            return argument.address();
        }

        @Override
        public long bytes() {
            return argument.byteSize();
        }
    }

    /** A struct io_uring_reg_wait at the beginning of a region that the ring has registered. */
    final class Registered implements WaitArgument {
        private static final int FLAGS =
                LinuxUapi.IORING_ENTER_EXT_ARG() | LinuxUapi.IORING_ENTER_EXT_ARG_REG();
        private static final long NANOS_PER_SECOND = 1_000_000_000L;

        private final MemorySegment argument;
        private final MemorySegment longest;

        Registered(WaitRegion region) {
            this.argument = region.segment().asSlice(0, io_uring_reg_wait.sizeof());
            this.longest = io_uring_reg_wait.ts(argument);
            io_uring_reg_wait.flags(argument, LinuxUapi.IORING_REG_WAIT_TS());
        }

        @Override
        public void set(long nanos, int leastMicros) {
            __kernel_timespec.tv_sec(longest, nanos / NANOS_PER_SECOND);
            __kernel_timespec.tv_nsec(longest, nanos % NANOS_PER_SECOND);
            io_uring_reg_wait.min_wait_usec(argument, leastMicros);
        }

        @Override
        public int enterFlags() {
            return FLAGS;
        }

        @Override
        public long at() {
            return 0;
        }

        @Override
        public long bytes() {
            return argument.byteSize();
        }
    }
}
