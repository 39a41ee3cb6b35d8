/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.objects.words;

import dev.waitany.objects.engine.Kind;

/**
 * The 64-bit state of an object, and what operations make of it.
 *
 * <table>
 *   <caption>Bits</caption>
 *   <tr><th>bits</th><th>meaning</th></tr>
 *   <tr><td>0</td><td>the lock of the object's queue</td></tr>
 *   <tr><td>1</td><td>at least one waiter is queued</td></tr>
 *   <tr><td>2</td><td>at least one queued waiter waits for all of its objects</td></tr>
 *   <tr><td>3</td><td>at least one queued waiter has been notified and has not looked yet</td></tr>
 *   <tr><td>4</td><td>a mutex: abandoned</td></tr>
 *   <tr><td>5</td><td>closed</td></tr>
 *   <tr><td>8 to 31</td><td>a mutex: depth</td></tr>
 *   <tr><td>32 to 63</td><td>an event: 0 or 1. A semaphore: count. A mutex: its owner's number, 0
 *       if it is free</td></tr>
 * </table>
 *
 * <p>Bits 1 to 3 change under the lock only. They are in the word so that an operation that finds
 * them clear is complete with one compare-and-set: of a signal and a wait that queues itself, one
 * comes first, and the other sees it.
 */
final class ObjectWord {
    static final long LOCKED = 1;
    static final long QUEUED = 2;
    static final long ALL_QUEUED = 4;
    static final long NOTIFIED = 8;
    static final long ABANDONED = 16;
    static final long CLOSED = 32;

    static final int MAX_DEPTH = 65_535;

    private static final int VALUE_SHIFT = 32;
    private static final int DEPTH_SHIFT = 8;
    private static final long DEPTH_ONE = 1L << DEPTH_SHIFT;
    private static final long DEPTH_BITS = 0xff_ffffL << DEPTH_SHIFT;
    private static final long ONE = 1L << VALUE_SHIFT;
    private static final long LOW = ONE - 1;

    private ObjectWord() {}

    /** Returns the word of a new object. */
    static long initial(Kind kind, int value, int owner) {
        return kind == Kind.MUTEX
                ? (value == 0 ? 0 : withValue((long) value << DEPTH_SHIFT, owner))
                : withValue(0, value);
    }

    static int value(long word) {
        return (int) (word >>> VALUE_SHIFT);
    }

    static long withValue(long word, int value) {
        return (word & LOW) | ((long) value << VALUE_SHIFT);
    }

    static int depth(long word) {
        return (int) ((word & DEPTH_BITS) >>> DEPTH_SHIFT);
    }

    /** Returns what reads and signals answer: the value, or the depth of a mutex. */
    static int shown(Kind kind, long word) {
        return kind == Kind.MUTEX ? depth(word) : value(word);
    }

    /** Returns whether a wait on behalf of an owner can take the object. */
    static boolean isTakable(Kind kind, long word, int owner) {
        int value = value(word);
        return kind == Kind.MUTEX
                ? value == 0 || (value == owner && depth(word) < MAX_DEPTH)
                : value != 0;
    }

    /** Returns whether the object is the owner's mutex, and cannot get deeper. */
    static boolean isTooDeep(Kind kind, long word, int owner) {
        return kind == Kind.MUTEX && owner != 0 && value(word) == owner && depth(word) >= MAX_DEPTH;
    }

    /** Returns the word after a wait has taken the object. */
    static long taken(Kind kind, long word, int owner) {
        return switch (kind) {
            case MANUAL_EVENT, MANUAL_TIMER, THREAD_END -> word;
            case AUTO_EVENT, AUTO_TIMER -> word & LOW;
            case SEMAPHORE -> word - ONE;
            case MUTEX -> withValue((word & ~ABANDONED) + DEPTH_ONE, owner);
        };
    }

    static long set(long word) {
        return withValue(word, 1);
    }

    static long unset(long word) {
        return word & LOW;
    }

    /** Returns the word after one unlock by the owner. */
    static long unlocked(long word) {
        long less = word - DEPTH_ONE;
        return (less & DEPTH_BITS) == 0 ? less & LOW : less;
    }

    /** Returns the word after the owner's death. */
    static long abandoned(long word) {
        return (word & LOW & ~DEPTH_BITS) | ABANDONED;
    }

    /**
     * Returns how many waiters could take the object one after another, if none is its owner. At
     * least that of one: a manual-reset event serves any number.
     */
    static int available(Kind kind, long word) {
        int value = value(word);
        return switch (kind) {
            case MANUAL_EVENT, MANUAL_TIMER, THREAD_END -> value == 0 ? 0 : Integer.MAX_VALUE;
            case AUTO_EVENT, AUTO_TIMER, SEMAPHORE -> value;
            case MUTEX -> value == 0 ? 1 : 0;
        };
    }
}
