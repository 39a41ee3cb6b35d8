/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.linux;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.waitany.linux.uapi.futex_waitv;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * An array of struct futex_waitv, one element per word. Not thread-safe. Source:
 * include/uapi/linux/futex.h.
 */
public final class WaitvArray {
    private static final long STRIDE = futex_waitv.sizeof();
    private static final long VALUE = futex_waitv.val$offset();
    private static final long ADDRESS = futex_waitv.uaddr$offset();
    private static final long FLAGS = futex_waitv.flags$offset();
    private static final long UNSIGNED = 0xffff_ffffL;

    private final MemorySegment segment;

    /**
     * An array for at most {@code capacity} words; all reserved fields stay 0, as the kernel
     * demands.
     */
    public WaitvArray(Arena arena, int capacity) {
        this.segment = futex_waitv.allocateArray(capacity, arena);
    }

    /** Element {@code i} waits on this word. */
    public void word(int i, long address, boolean shared) {
        segment.set(JAVA_LONG, i * STRIDE + ADDRESS, address);
        segment.set(JAVA_INT, i * STRIDE + FLAGS, FutexFlags.of(shared));
    }

    /**
     * Element {@code i} blocks while its word holds this value. The kernel refuses one that is
     * sign-extended.
     */
    public void expect(int i, int value) {
        segment.set(JAVA_LONG, i * STRIDE + VALUE, value & UNSIGNED);
    }

    /** The address of element {@code i}, for a wait on it and those behind it. */
    public long address(int i) {
        return segment.address() + i * STRIDE;
    }

    public MemorySegment segment() {
        return segment;
    }
}
