/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.linux;

import dev.waitany.linux.uapi.__kernel_timespec;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * A reusable native {@code struct __kernel_timespec}. Not thread-safe: its owner sets it before
 * each system call that reads it.
 *
 * <p>Source: include/uapi/linux/time_types.h.
 */
public final class Timespec {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final MemorySegment segment;

    /** Allocates a timespec that holds 0. */
    public Timespec(Arena arena) {
        this.segment = __kernel_timespec.allocate(arena);
    }

    /**
     * Sets the time to {@code nanos} nanoseconds. A negative time is set to 0, since the kernel
     * refuses negative seconds with EINVAL.
     *
     * @return this
     */
    public Timespec set(long nanos) {
        long clamped = Math.max(0, nanos);
        __kernel_timespec.tv_sec(segment, clamped / NANOS_PER_SECOND);
        __kernel_timespec.tv_nsec(segment, clamped % NANOS_PER_SECOND);
        return this;
    }

    /**
     * Sets the time that the kernel's clock shows after a duration from now on. For absolute
     * timeouts, since {@link System#nanoTime()} need not be on the kernel's clock, see {@link
     * KernelClock}. Read the duration before this call, so that the timeout does not come early.
     *
     * @param nanos in nanoseconds; if it is not positive, the time is one that has passed
     * @return this
     */
    public Timespec setAfter(Clock clock, long nanos) {
        if (nanos <= 0) {
            return set(0);
        }
        KernelClock.HERE.read(clock, segment);
        long sum = __kernel_timespec.tv_nsec(segment) + nanos % NANOS_PER_SECOND;
        __kernel_timespec.tv_sec(
                segment,
                __kernel_timespec.tv_sec(segment)
                        + nanos / NANOS_PER_SECOND
                        + sum / NANOS_PER_SECOND);
        __kernel_timespec.tv_nsec(segment, sum % NANOS_PER_SECOND);
        return this;
    }

    /** Returns the native structure. */
    public MemorySegment segment() {
        return segment;
    }
}
