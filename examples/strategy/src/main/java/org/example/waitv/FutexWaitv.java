/* SPDX-License-Identifier: Apache-2.0 */
package org.example.waitv;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.waitany.Deadline;
import dev.waitany.FutexWord;
import dev.waitany.Sharing;
import dev.waitany.WaitSet;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.Arrays;

/**
 * The system call futex_waitv(2) and its arguments, for one thread.
 *
 * <p>The call holds the arenas of all words: their segments are passed to {@code syscall} as
 * further arguments, which it ignores, and Java's linker keeps the arenas of segments that are
 * passed open until the function returns. A method handle has at most 255 parameter slots, and a
 * pointer takes two. That leaves room for 117 arenas, so a set has fewer words here than the
 * kernel's 128.
 *
 * <p>Source: man 2 futex_waitv, kernel/futex/syscalls.c, include/uapi/linux/futex.h.
 */
final class FutexWaitv {
    static final int MAX_WORDS = 112;

    private static final int FEW = 8, MORE = 32; // arenas; small handles copy fewer arguments
    private static final long NUMBER = 449; // on x86_64 and aarch64

    // struct futex_waitv { u64 val; u64 uaddr; u32 flags; u32 reserved; }
    private static final long ENTRY = 24, UADDR = 8, FLAGS = 16;
    private static final int SIZE_U32 = 2, PRIVATE = 128;
    private static final long REALTIME = 0, MONOTONIC = 1;
    private static final long NANOS_PER_SECOND = 1_000_000_000;

    private final MemorySegment entries;
    private final MemorySegment timespec;
    private final MemorySegment errno;
    private final MemorySegment[] few = new MemorySegment[FEW];
    private final MemorySegment[] more = new MemorySegment[MORE];
    private final MemorySegment[] all = new MemorySegment[MAX_WORDS];
    private MemorySegment[] held = few; // one segment for each arena, then NULL
    private MemorySegment timeout = MemorySegment.NULL;
    private long clock = MONOTONIC;

    FutexWaitv(Arena arena) {
        entries = arena.allocate(ENTRY * MAX_WORDS, 8);
        timespec = arena.allocate(16, 8);
        errno = arena.allocate(Linker.Option.captureStateLayout());
        hold(0);
    }

    /** Asks to wait on no words. Returns the negated errno: EINVAL if the kernel has the call. */
    static int probe() {
        try (Arena arena = Arena.ofConfined()) {
            return new FutexWaitv(arena).await(0);
        }
    }

    /** Takes the addresses and the arenas of a set's words. Makes no garbage. */
    void words(WaitSet set) {
        int arenas = 0;
        for (int i = 0; i < set.size(); i++) {
            FutexWord word = set.word(i);
            int privacy = word.sharing() == Sharing.SHARED ? 0 : PRIVATE;
            entries.set(JAVA_LONG, ENTRY * i + UADDR, word.address());
            entries.set(JAVA_INT, ENTRY * i + FLAGS, SIZE_U32 | privacy);
            if (!isHeld(word.segment(), arenas)) {
                all[arenas++] = word.segment();
            }
        }
        hold(arenas);
    }

    private boolean isHeld(MemorySegment segment, int arenas) {
        int i = 0;
        while (i < arenas && !all[i].scope().equals(segment.scope())) {
            i++;
        }
        return i < arenas;
    }

    /** Chooses the array for the first arenas in {@code all}. */
    private void hold(int arenas) {
        held = arenas <= FEW ? few : arenas <= MORE ? more : all;
        System.arraycopy(all, 0, held, 0, arenas);
        Arrays.fill(held, arenas, held.length, MemorySegment.NULL);
    }

    void expectedValues(WaitSet set) {
        for (int i = 0; i < set.size(); i++) {
            entries.set(JAVA_LONG, ENTRY * i, Integer.toUnsignedLong(set.expected(i)));
        }
    }

    void deadline(Deadline deadline) {
        if (deadline.kind() == Deadline.Kind.NEVER) {
            timeout = MemorySegment.NULL;
            return;
        }
        long nanos =
                Math.max(0, deadline.nanos()); // a time before 0 has passed; EINVAL to the kernel
        timespec.set(JAVA_LONG, 0, nanos / NANOS_PER_SECOND);
        timespec.set(JAVA_LONG, 8, nanos % NANOS_PER_SECOND);
        timeout = timespec;
        clock = deadline.kind() == Deadline.Kind.REALTIME ? REALTIME : MONOTONIC;
    }

    /**
     * Blocks.
     *
     * @return the index of a woken word, or the negated errno
     * @throws IllegalStateException if an arena of a word was closed before
     */
    int await(int words) {
        try {
            long result =
                    switch (held.length) {
                        case FEW -> invoke(Few.SYSCALL, words);
                        case MORE -> invoke(More.SYSCALL, words);
                        default -> invoke(All.SYSCALL, words);
                    };
            return result < 0 ? -errno.get(JAVA_INT, 0) : (int) result;
        } catch (RuntimeException | Error thrown) {
            throw thrown;
        } catch (Throwable impossible) {
            throw new AssertionError(impossible);
        }
    }

    private long invoke(MethodHandle syscall, long words) throws Throwable {
        return (long)
                syscall.invokeExact(errno, NUMBER, entries, words, 0L, timeout, clock, 0L, held);
    }

    // A class for each handle: it is linked when a set needs it, and is a constant to the compiler.

    private static final class Few {
        static final MethodHandle SYSCALL = link(FEW);
    }

    private static final class More {
        static final MethodHandle SYSCALL = link(MORE);
    }

    private static final class All {
        static final MethodHandle SYSCALL = link(MAX_WORDS);
    }

    /** Links long syscall(long number, ...): six arguments, and pointers that it ignores. */
    @SuppressWarnings("restricted")
    private static MethodHandle link(int pointers) {
        MemoryLayout[] arguments = new MemoryLayout[7 + pointers];
        Arrays.fill(arguments, ADDRESS);
        for (int i : new int[] {0, 2, 3, 5, 6}) {
            arguments[i] = JAVA_LONG; // number, size, flags, clock, and a sixth that is not used
        }
        return Linker.nativeLinker()
                .downcallHandle(
                        Linker.nativeLinker().defaultLookup().findOrThrow("syscall"),
                        FunctionDescriptor.of(JAVA_LONG, arguments),
                        Linker.Option.firstVariadicArg(1),
                        Linker.Option.captureCallState("errno"))
                .asSpreader(MemorySegment[].class, pointers);
    }
}
