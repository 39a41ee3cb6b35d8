/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;

/**
 * The number of waits that are on a {@link CountedWord}, or about to be, in the word's memory.
 *
 * <p>A wait adds 1, and only then does the kernel compare the word and queue the wait. A waker
 * changes the word, and only then reads the count. Each side has a full fence between its write and
 * its read. So the waker reads a count that includes the wait, or the kernel sees the change and
 * does not queue the wait (Dekker). Once the wait is off the word, it subtracts 1. A count that is
 * too high costs a system call; one that is too low would lose a wake.
 *
 * <p>Thread-safe.
 */
final class WaiterCount {
    static final ValueLayout.OfInt LAYOUT = ValueLayout.JAVA_INT;
    private static final VarHandle COUNT = LAYOUT.varHandle();

    private final MemorySegment segment;

    /** Makes the count at a segment of 4 bytes, aligned to 4. Its value is not changed. */
    WaiterCount(MemorySegment segment) {
        this.segment = segment;
    }

    /** Returns the count. Orders nothing: {@link CountedWord} has the fence. */
    int get() {
        return (int) COUNT.getOpaque(segment, 0L);
    }

    /** Counts a wait in, before it lets the kernel compare the word. */
    void in() {
        COUNT.getAndAdd(segment, 0L, 1); // volatile: a full fence
    }

    /**
     * Counts a wait out, after it has left the word. If the memory is gone (its arena is closed, or
     * its file is cut), there is no count any more. A thread that closes an armed set may not be
     * allowed to access a confined arena: the count then stays too high.
     */
    void out() {
        try {
            COUNT.getAndAdd(segment, 0L, -1);
        } catch (IllegalStateException | WrongThreadException | InternalError gone) {
            return;
        }
    }
}
