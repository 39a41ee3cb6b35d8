/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.linux;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.waitany.linux.uapi.futex_waitv;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * A native array of {@code struct futex_waitv}, one element per word. Not thread-safe.
 *
 * <p>Source: include/uapi/linux/futex.h.
 */
public final class WaitvArray {
    private static final long STRIDE = futex_waitv.sizeof();
    private static final long VALUE = futex_waitv.val$offset();
    private static final long ADDRESS = futex_waitv.uaddr$offset();
    private static final long FLAGS = futex_waitv.flags$offset();
    private static final long UNSIGNED = 0xffff_ffffL;

    private final MemorySegment segment;

    /**
     * Allocates an array for up to {@code capacity} words. Reserved fields are 0 and stay 0, as the
     * kernel requires.
     */
    public WaitvArray(Arena arena, int capacity) {
        this.segment = futex_waitv.allocateArray(capacity, arena);
    }

    /** Sets the word that element {@code i} waits on. */
    public void word(int i, long address, boolean shared) {
        segment.set(JAVA_LONG, i * STRIDE + ADDRESS, address);
        segment.set(JAVA_INT, i * STRIDE + FLAGS, Futex.flags(shared));
    }

    /**
     * Sets the expected value of element {@code i}. The 64-bit field is zero-extended, since the
     * kernel refuses a value above 32 bits.
     */
    public void expect(int i, int value) {
        segment.set(JAVA_LONG, i * STRIDE + VALUE, value & UNSIGNED);
    }

    /** Returns the address of element {@code i}, for a wait on it and the elements after it. */
    public long address(int i) {
        return segment.address() + i * STRIDE;
    }

    /** Returns the whole array. */
    public MemorySegment segment() {
        return segment;
    }
}
