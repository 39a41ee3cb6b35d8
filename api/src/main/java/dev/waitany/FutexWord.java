/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany;

import dev.waitany.linux.Errno;
import dev.waitany.linux.Futex;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.util.Locale;
import java.util.Objects;

/**
 * A 32-bit futex word in native memory.
 *
 * <p>The word must outlive every wait on it: closing its arena while a wait is blocked on it throws
 * {@link IllegalStateException} in the closing thread.
 *
 * <p>Safe for use by any thread that may access the segment: all of them, unless its arena is
 * confined. Two objects for one address are the same word.
 */
public final class FutexWord {
    /** A wake with this bitset finds every waiter. */
    public static final int ANY_BIT = Futex.ANY_BIT;

    /** Keeps a word alone on its line, and off the line that the prefetcher takes with it. */
    private static final long LINE = 128;

    private static final ValueLayout.OfInt LAYOUT = ValueLayout.JAVA_INT;
    private static final VarHandle VALUE = LAYOUT.varHandle();

    private final MemorySegment segment;
    private final Sharing sharing;

    private FutexWord(MemorySegment segment, Sharing sharing) {
        this.segment = segment;
        this.sharing = sharing;
    }

    /** A new word of this process, value 0, alone on its cache line. */
    public static FutexWord allocate(Arena arena) {
        return new FutexWord(arena.allocate(LINE, LINE).asSlice(0, LAYOUT), Sharing.PRIVATE);
    }

    /**
     * The word at an offset in bytes of a native segment, with the value it has.
     *
     * @throws IllegalArgumentException if the segment is on the heap or read-only, or the word's
     *     address is not a multiple of 4
     * @throws IndexOutOfBoundsException if the four bytes are not within the segment
     * @throws IllegalStateException if the segment's arena is closed
     */
    public static FutexWord of(MemorySegment memory, long offset, Sharing sharing) {
        Objects.requireNonNull(sharing, "sharing");
        if (!memory.isNative()) {
            throw new IllegalArgumentException(
                    "a futex word lives in native memory, and this segment is on the heap");
        }
        if (memory.isReadOnly()) {
            throw new IllegalArgumentException(
                    "a futex word is written to, and this segment is read-only");
        }
        if (!memory.scope().isAlive()) {
            throw new IllegalStateException("the arena of the segment is closed");
        }
        Objects.checkFromIndexSize(offset, LAYOUT.byteSize(), memory.byteSize());
        long address = memory.address() + offset;
        if (address % LAYOUT.byteSize() != 0) {
            throw new IllegalArgumentException(
                    "a futex word is aligned to 4 bytes, and offset "
                            + offset
                            + " of this segment is address 0x"
                            + Long.toHexString(address));
        }
        return new FutexWord(memory.asSlice(offset, LAYOUT), sharing);
    }

    /** Reads with acquire: what was done before the value was set is visible afterwards. */
    public int get() {
        return (int) VALUE.getAcquire(segment, 0L);
    }

    /** Writes with release. Wakes nobody. */
    public void set(int value) {
        VALUE.setRelease(segment, 0L, value);
    }

    /**
     * Adds atomically, with the memory effects of a volatile read and write; the value before.
     * Wakes nobody.
     */
    public int getAndAdd(int delta) {
        return (int) VALUE.getAndAdd(segment, 0L, delta);
    }

    /**
     * Sets atomically if the word holds {@code expected}, with volatile memory effects. Wakes
     * nobody.
     */
    public boolean compareAndSet(int expected, int value) {
        return VALUE.compareAndSet(segment, 0L, expected, value);
    }

    /** Wakes the waiter that has waited longest; 1, or 0 if there was none. */
    public int wakeOne() {
        return wake(1, ANY_BIT);
    }

    /** Wakes all waiters; how many there were. */
    public int wakeAll() {
        return wake(Futex.ALL_WAITERS, ANY_BIT);
    }

    /**
     * Wakes up to {@code maxWaiters}, those that have waited longest first; how many the kernel
     * counted.
     */
    public int wake(int maxWaiters) {
        return wake(maxWaiters, ANY_BIT);
    }

    /**
     * Wakes up to {@code maxWaiters} whose bitset has a bit in common with {@code bitset}. No
     * garbage; one system call, or none for 0 waiters.
     *
     * @return how many waiters the kernel counted as woken; a waiter that is woken may still be on
     *     its way out, and its wait may report another word (see {@link Surplus})
     * @throws IllegalArgumentException if {@code maxWaiters} is negative or {@code bitset} is 0
     * @throws IllegalStateException if the word's arena is closed
     */
    public int wake(int maxWaiters, int bitset) {
        if (maxWaiters < 0) {
            throw new IllegalArgumentException("cannot wake " + maxWaiters + " waiters");
        }
        if (bitset == 0) {
            throw new IllegalArgumentException("a bitset of 0 matches no waiter");
        }
        if (maxWaiters == 0) {
            return 0; // FUTEX_WAKE takes 0 for 1
        }
        int woken = Futex.wake(segment, maxWaiters, bitset, sharing == Sharing.SHARED);
        if (woken < 0) {
            throw new IllegalStateException(this + ": wake answered " + Errno.name(woken));
        }
        return woken;
    }

    /** Whether other processes may wait on this word. */
    public Sharing sharing() {
        return sharing;
    }

    /** The word's four bytes, for native code that waits or wakes by itself. */
    public MemorySegment segment() {
        return segment;
    }

    /** The word's address in this process. */
    public long address() {
        return segment.address();
    }

    boolean isAlive() {
        return segment.scope().isAlive();
    }

    @Override
    public String toString() {
        String value =
                !isAlive()
                        ? ", arena closed"
                        : segment.isAccessibleBy(Thread.currentThread())
                                ? " = " + get()
                                : ", confined to another thread";
        return sharing.name().toLowerCase(Locale.ROOT)
                + " word @0x"
                + Long.toHexString(address())
                + value;
    }
}
