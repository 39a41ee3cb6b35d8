/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.spi;

import dev.waitany.WaitSet;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * One memory segment for each distinct arena of a set's words, to hold those arenas open during a
 * system call.
 *
 * <p>Rule 10 of the contract: closing a word's arena while a wait is blocked on the word throws
 * {@link IllegalStateException} in the closing thread. Java's linker offers that for segments that
 * are <i>passed</i> to a native function: it keeps their arenas open until the function returns
 * (see {@link java.lang.foreign.Linker}). Calls such as futex_waitv(2) take the addresses of words
 * from an array in memory, so the linker never sees the words' segments. A strategy therefore
 * passes these segments as additional arguments, which the native function ignores. C's {@code long
 * syscall(long number, ...)} is variadic, so it accepts further arguments:
 *
 * {@snippet :
 * SetArenas arenas = SetArenas.of(set);
 * // descriptor: long syscall(long number, <6 longs>, <n pointers>), with n = 4 here
 * long result = (long) syscall.invokeExact(
 *         NR_FUTEX_WAITV, array.address(), (long) set.size(), 0L, timeout.address(), clock, 0L,
 *         arenas.segment(0), arenas.segment(1), arenas.segment(2), arenas.segment(3));
 * }
 *
 * <p>A set can have as many arenas as words. A strategy whose method handle has fewer parameters
 * than {@link #count()} makes another handle with enough of them. A method handle has at most 255
 * parameter slots, and a pointer or a long takes two: with the arguments above, 117 arenas can be
 * passed. An arena that is not passed can be closed under the blocked call. A strategy that holds
 * every arena therefore limits {@link dev.waitany.Capabilities#maxWords()}.
 *
 * <p>The handle is made with {@link java.lang.foreign.Linker.Option#firstVariadicArg(int)} for
 * index 1, in a module that has native access. If an arena is closed already, the method handle
 * throws {@link IllegalStateException} and makes no call. A call in which the kernel keeps the
 * words only after it has returned (such as io_uring_enter(2) without waiting) is not protected by
 * this.
 *
 * <p>Immutable and thread-safe. A strategy keeps it for one set and one {@linkplain
 * StrategyAccess#generation generation}.
 */
public final class SetArenas {
    private final List<MemorySegment> segments;

    private SetArenas(List<MemorySegment> segments) {
        this.segments = segments;
    }

    /** Finds the distinct arenas of the set's words, in the order of the words. */
    public static SetArenas of(WaitSet set) {
        Set<MemorySegment.Scope> seen = new HashSet<>();
        List<MemorySegment> segments = new ArrayList<>();
        for (int i = 0; i < set.size(); i++) {
            MemorySegment segment = set.word(i).segment();
            if (seen.add(segment.scope())) {
                segments.add(segment);
            }
        }
        return new SetArenas(Collections.unmodifiableList(segments));
    }

    /** Returns the number of distinct arenas, at least 1. */
    public int count() {
        return segments.size();
    }

    /**
     * Returns a segment of one of the arenas.
     *
     * @param index from 0; from {@link #count()} on the answer is {@link MemorySegment#NULL}, to
     *     fill the remaining parameters of a method handle
     * @throws IndexOutOfBoundsException if {@code index} is negative
     */
    public MemorySegment segment(int index) {
        return index >= segments.size() ? MemorySegment.NULL : segments.get(index);
    }

    /** Returns all segments, unmodifiable. */
    public List<MemorySegment> segments() {
        return segments;
    }
}
