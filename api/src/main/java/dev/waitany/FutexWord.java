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
import org.jspecify.annotations.Nullable;

/**
 * A 32-bit futex word in native memory, in the byte order of the machine.
 *
 * <p>The word must outlive every wait on it: closing its arena while a wait is blocked on it throws
 * {@link IllegalStateException} in the closing thread, for any number of arenas. While a wait is
 * pending that blocks no thread, nothing can refuse the close at times. Such a wait is then found
 * and ended, and a wake that it consumed meanwhile is passed on to the address.
 *
 * <p>Immutable, and safe for use by any thread that may access the segment: all threads, unless its
 * arena is confined. Two objects for one address are the same word to the kernel and to a {@link
 * WaitSet}.
 *
 * <p>A word in a read-only segment can be waited on and woken, but not changed: a watcher that may
 * only read the memory of another process needs no more. Methods that change the word then throw
 * {@link UnsupportedOperationException}.
 *
 * <p>All methods that access the word throw {@link IllegalStateException} if its arena is closed,
 * and {@link WrongThreadException} if it is confined to another thread.
 *
 * <p>Source: man 2 futex, man 7 futex; kernel/futex/waitwake.c.
 */
public final class FutexWord {
    /** The bitset that matches every waiter (FUTEX_BITSET_MATCH_ANY). */
    public static final int ANY_BIT = Futex.ANY_BIT;

    /** Two cache lines of 64 bytes: hardware prefetchers load them in pairs. */
    private static final long LINE = 128;

    private static final ValueLayout.OfInt LAYOUT = ValueLayout.JAVA_INT;
    private static final VarHandle VALUE = LAYOUT.varHandle();

    private final MemorySegment segment;
    private final Sharing sharing;
    private final @Nullable WaiterCount waiters; // of a CountedWord

    private FutexWord(MemorySegment segment, Sharing sharing, @Nullable WaiterCount waiters) {
        this.segment = segment;
        this.sharing = sharing;
        this.waiters = waiters;
    }

    /**
     * Allocates a word with value 0 and sharing {@link Sharing#PRIVATE}. Takes 128 bytes of the
     * arena, aligned to 128 bytes, so that no other datum shares the word's cache line or the
     * neighbouring line that processors load with it.
     *
     * @throws IllegalStateException if the arena is closed
     * @throws WrongThreadException if the arena is confined to another thread
     */
    public static FutexWord allocate(Arena arena) {
        return new FutexWord(line(arena).asSlice(0, LAYOUT), Sharing.PRIVATE, null);
    }

    /** Allocates the memory of a word that shares its cache lines with no other datum. */
    static MemorySegment line(Arena arena) {
        return arena.allocate(LINE, LINE);
    }

    /**
     * Returns the word at an offset of a native segment. Its value is not changed.
     *
     * @param offset in bytes; the address of the segment plus this is a multiple of 4
     * @throws IllegalArgumentException if the segment is on the heap, or the word's address is 0 or
     *     not a multiple of 4
     * @throws IndexOutOfBoundsException if the four bytes are not within the segment
     * @throws IllegalStateException if the segment's arena is closed
     */
    public static FutexWord of(MemorySegment memory, long offset, Sharing sharing) {
        return of(memory, offset, sharing, null);
    }

    /**
     * Returns a word as {@link #of(MemorySegment, long, Sharing)}, whose waits count themselves.
     */
    static FutexWord of(
            MemorySegment memory, long offset, Sharing sharing, @Nullable WaiterCount waiters) {
        Objects.requireNonNull(sharing, "sharing");
        if (!memory.isNative()) {
            throw new IllegalArgumentException(
                    "a futex word lives in native memory, and this segment is on the heap");
        }
        if (!memory.scope().isAlive()) {
            throw new IllegalStateException("the arena of the segment is closed");
        }
        long address = memory.address() + offset;
        if (address == 0) {
            throw new IllegalArgumentException("there is no word at address 0, the null pointer");
        }
        Objects.checkFromIndexSize(offset, LAYOUT.byteSize(), memory.byteSize());
        if (address % LAYOUT.byteSize() != 0) {
            throw new IllegalArgumentException(
                    "a futex word is aligned to 4 bytes, and offset "
                            + offset
                            + " of this segment is address 0x"
                            + Long.toHexString(address));
        }
        return new FutexWord(memory.asSlice(offset, LAYOUT), sharing, waiters);
    }

    /**
     * Reads the value with acquire: what a thread did before it wrote this value is visible
     * afterwards.
     */
    public int get() {
        return (int) VALUE.getAcquire(segment, 0L);
    }

    /**
     * Reads the value as a volatile field is read: among all volatile accesses there is one order
     * that every thread sees. Needed where two threads each write one word and then read the
     * other's; {@link #get} is enough otherwise.
     */
    public int getVolatile() {
        return (int) VALUE.getVolatile(segment, 0L);
    }

    /** Writes a value with release. Wakes no waiter. */
    public void set(int value) {
        VALUE.setRelease(writable(), 0L, value);
    }

    /** Writes a value as a volatile field is written, see {@link #getVolatile}. Wakes no waiter. */
    public void setVolatile(int value) {
        VALUE.setVolatile(writable(), 0L, value);
    }

    /**
     * Writes a value atomically, with the memory effects of a volatile read and write. Wakes no
     * waiter.
     *
     * @return the value before
     */
    public int getAndSet(int value) {
        return (int) VALUE.getAndSet(writable(), 0L, value);
    }

    /**
     * Clears the bits that {@code mask} lacks, atomically, with the memory effects of a volatile
     * read and write. Wakes no waiter.
     *
     * @return the value before
     */
    public int getAndBitwiseAnd(int mask) {
        return (int) VALUE.getAndBitwiseAnd(writable(), 0L, mask);
    }

    /**
     * Sets the bits of {@code mask}, atomically, with the memory effects of a volatile read and
     * write. Wakes no waiter.
     *
     * @return the value before
     */
    public int getAndBitwiseOr(int mask) {
        return (int) VALUE.getAndBitwiseOr(writable(), 0L, mask);
    }

    /**
     * Inverts the bits of {@code mask}, atomically, with the memory effects of a volatile read and
     * write. Wakes no waiter.
     *
     * @return the value before
     */
    public int getAndBitwiseXor(int mask) {
        return (int) VALUE.getAndBitwiseXor(writable(), 0L, mask);
    }

    /**
     * Adds atomically, with the memory effects of a volatile read and write. Wakes no waiter.
     *
     * @return the value before
     */
    public int getAndAdd(int delta) {
        return (int) VALUE.getAndAdd(writable(), 0L, delta);
    }

    /**
     * Sets the value atomically if the word holds {@code expected}, with the memory effects of a
     * volatile read and write. Wakes no waiter.
     *
     * @return whether the value was set
     */
    public boolean compareAndSet(int expected, int value) {
        return VALUE.compareAndSet(writable(), 0L, expected, value);
    }

    private MemorySegment writable() {
        if (segment.isReadOnly()) {
            throw new UnsupportedOperationException(
                    this + " is in a read-only segment: it can be waited on, not changed");
        }
        return segment;
    }

    /**
     * Wakes one waiter, as {@link #wake(int, int)} for 1.
     *
     * @return 1, or 0 if there was none
     */
    public int wakeOne() {
        return wake(1, ANY_BIT);
    }

    /**
     * Wakes all waiters.
     *
     * @return their number
     */
    public int wakeAll() {
        return wake(Futex.ALL_WAITERS, ANY_BIT);
    }

    /**
     * Wakes up to {@code maxWaiters} waiters with any bitset, as {@link #wake(int, int)}.
     *
     * @return their number
     */
    public int wake(int maxWaiters) {
        return wake(maxWaiters, ANY_BIT);
    }

    /**
     * Wakes up to {@code maxWaiters} waiters whose bitset shares a bit with {@code bitset}. Among
     * threads of equal scheduling priority, those that have waited longest are woken first. Makes
     * one system call, or none for 0 waiters. Makes no garbage. Orders no memory accesses: write
     * the word before.
     *
     * <p>Source: {@code futex_wake} in kernel/futex/waitwake.c, {@code __futex_queue} in
     * kernel/futex/core.c: the queue is sorted by real-time priority, and all waiters without one
     * are equal.
     *
     * @return the number of waiters that the kernel counted as woken; a woken waiter may not have
     *     returned yet, and its wait may report another word (see {@link Surplus})
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
            return 0; // FUTEX_WAKE treats 0 as 1
        }
        int woken = Futex.wake(segment, maxWaiters, bitset, sharing == Sharing.SHARED);
        if (woken < 0) {
            throw new IllegalStateException(this + ": wake answered " + Errno.name(woken));
        }
        return woken;
    }

    /** Returns whether other processes may wait on this word. */
    public Sharing sharing() {
        return sharing;
    }

    /** Returns the word's four bytes, for native code that waits or wakes by itself. */
    public MemorySegment segment() {
        return segment;
    }

    /** Returns the word's address in this process. */
    public long address() {
        return segment.address();
    }

    /** Returns the count of waiters in which waits on this word count themselves, if it has one. */
    @Nullable WaiterCount waiters() {
        return waiters;
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
