/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.linux;

import dev.waitany.linux.uapi.__kernel_timespec;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * A struct __kernel_timespec of its owner's, written before each call that reads it. Not
 * thread-safe.
 */
public final class Timespec {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final MemorySegment segment;

    public Timespec(Arena arena) {
        this.segment = __kernel_timespec.allocate(arena);
    }

    /**
     * Sets it to a point or span in nanoseconds; a negative one becomes 0, as the kernel refuses
     * negative seconds.
     */
    public Timespec set(long nanos) {
        long clamped = Math.max(0, nanos);
        __kernel_timespec.tv_sec(segment, clamped / NANOS_PER_SECOND);
        __kernel_timespec.tv_nsec(segment, clamped % NANOS_PER_SECOND);
        return this;
    }

    public MemorySegment segment() {
        return segment;
    }
}
