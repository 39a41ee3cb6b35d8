/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.VarHandle;
import java.util.Objects;

/**
 * A futex word with a count of its waiters in the next four bytes. A wake that no wait expects
 * reads the count, and makes no system call.
 *
 * <p>Use it for words whose waits and wakes all follow this protocol: the waits of this library on
 * {@link #word()}, and code in C that {@linkplain #word() counts itself}. A {@link FutexWord} of
 * the same memory that was made in another way, or a waiter that calls futex(2) without counting
 * itself, would be missed by wakes of this class.
 *
 * {@snippet :
 * CountedWord ready = CountedWord.allocate(arena);
 * WaitSet set = WaitSet.of(ready.word(), other); // counted and ordinary words in one set
 *
 * ready.word().set(42); // a waker changes the word first,
 * ready.wakeOne();      // and then wakes a waiter, if there is one
 * }
 *
 * <p>Waits on the word count themselves in before the kernel queues them, and out when they have
 * left it, however they end: also by an exception, as futures, on virtual threads, and in armed
 * sets. A word of an armed set is counted while it is armed. A wait that {@linkplain Spin spins} is
 * not counted meanwhile: it looks at the word itself.
 *
 * <p>The methods of {@link #word()} that wake always make a system call. So do forwarded wakes.
 *
 * <p>If a process ends while it waits on a shared word, its waits stay counted. Wakes then make a
 * system call each time, as those of ordinary words do, and none is lost.
 *
 * <p>Immutable and thread-safe as {@link FutexWord}, with the same exceptions.
 *
 * <p>Source: the kernel does the same for its hash buckets, see the comment at the head of
 * kernel/futex/waitwake.c.
 */
public final class CountedWord {
    /** The number of bytes of the word and its count. */
    public static final int BYTES = 8;

    private static final long COUNT = 4; // its offset

    private final FutexWord word;
    private final WaiterCount waiters;

    private CountedWord(MemorySegment memory, long offset, Sharing sharing) {
        this.waiters = new WaiterCount(memory.asSlice(offset + COUNT, WaiterCount.LAYOUT));
        this.word = FutexWord.of(memory, offset, sharing, waiters);
    }

    /**
     * Allocates a word with value 0, no waiters, and sharing {@link Sharing#PRIVATE}. Takes 128
     * bytes of the arena, as {@link FutexWord#allocate}.
     *
     * @throws IllegalStateException if the arena is closed
     * @throws WrongThreadException if the arena is confined to another thread
     */
    public static CountedWord allocate(Arena arena) {
        return new CountedWord(FutexWord.line(arena), 0, Sharing.PRIVATE);
    }

    /**
     * Returns the counted word at an offset of a native segment: the word in the first four bytes,
     * the count of waiters in the next four. Neither is changed. New memory must hold 0 as the
     * count.
     *
     * @param offset in bytes; the address of the segment plus this is a multiple of 8, so that both
     *     are in one cache line
     * @throws IllegalArgumentException if the segment is on the heap or read-only, or the address
     *     is 0 or not a multiple of 8
     * @throws IndexOutOfBoundsException if the eight bytes are not within the segment
     * @throws IllegalStateException if the segment's arena is closed
     */
    public static CountedWord of(MemorySegment memory, long offset, Sharing sharing) {
        Objects.checkFromIndexSize(offset, BYTES, memory.byteSize());
        if (memory.isReadOnly()) {
            throw new IllegalArgumentException(
                    "waits on a counted word change its count, and this segment is read-only");
        }
        if (memory.isNative() && (memory.address() + offset) % BYTES != 0) {
            throw new IllegalArgumentException(
                    "a counted word is aligned to 8 bytes, and offset "
                            + offset
                            + " of this segment is address 0x"
                            + Long.toHexString(memory.address() + offset));
        }
        return new CountedWord(memory, offset, sharing);
    }

    /**
     * Returns the word, to read and change its value, and to put it in sets. Waits on this object
     * count themselves.
     */
    public FutexWord word() {
        return word;
    }

    /**
     * Returns the number of waits that are counted: those on the word, those that are about to be,
     * and those that have just left it. A snapshot.
     */
    public int waiters() {
        return waiters.get();
    }

    /**
     * Wakes one waiter if there is one, as {@link #wake(int, int)}.
     *
     * @return 1, or 0 if there was none
     */
    public int wakeOne() {
        return hasWaiters() ? word.wakeOne() : 0;
    }

    /**
     * Wakes all waiters if there are any.
     *
     * @return their number
     */
    public int wakeAll() {
        return hasWaiters() ? word.wakeAll() : 0;
    }

    /**
     * Wakes up to {@code maxWaiters} waiters whose bitset shares a bit with {@code bitset}, as
     * {@link FutexWord#wake(int, int)}. Makes no system call if no wait is counted. Makes no
     * garbage.
     *
     * <p>A full fence comes first: what the thread wrote before is visible to a wait that this call
     * does not find. So the word may be changed in any way, also with {@link FutexWord#set}.
     *
     * @return the number of waiters that the kernel counted as woken
     * @throws IllegalArgumentException if {@code maxWaiters} is negative or {@code bitset} is 0
     * @throws IllegalStateException if the word's arena is closed
     */
    public int wake(int maxWaiters, int bitset) {
        boolean valid = maxWaiters >= 0 && bitset != 0; // the word throws otherwise
        return hasWaiters() || !valid ? word.wake(maxWaiters, bitset) : 0;
    }

    /** Returns whether a wait is counted that may have missed what this thread wrote before. */
    boolean hasWaiters() {
        VarHandle.fullFence(); // between the change of the word and the look at the count
        return waiters.get() != 0;
    }

    @Override
    public String toString() {
        return word + (word.isAlive() ? " with a count of waiters" : "");
    }
}
