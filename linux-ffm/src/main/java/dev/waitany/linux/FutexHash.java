/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.linux;

import dev.waitany.linux.uapi.LinuxUapi;

/**
 * The hash table in which the kernel (6.16 and newer) keeps the private futex waiters of a process.
 *
 * <p>It has four slots for each CPU or thread, whichever are fewer, and every wake walks the whole
 * chain of its slot: with ten thousands of words armed, thousands of waiters of other words. The
 * kernel makes it larger when it is asked, and moves the waiters. Source: kernel/futex/core.c,
 * futex_hash_allocate.
 */
public final class FutexHash {
    /** Set to false, the table stays as the kernel has made it. */
    public static final String PROPERTY = "dev.waitany.growFutexHash";

    /** Waiters that a slot holds before the table is made larger. */
    private static final int WAITERS_PER_SLOT = 8;

    /** 16 MiB of kernel memory: 64 bytes for each slot. */
    private static final int MOST_SLOTS = 1 << 18;

    private static final boolean ALLOWED = !"false".equals(System.getProperty(PROPERTY));

    private FutexHash() {}

    /**
     * How many slots the process has; 0 if it shares the global table with all others, as on older
     * kernels and by request; or the negated errno: -EINVAL where the kernel knows no such tables.
     */
    public static int slots() {
        return prctl(LinuxUapi.PR_FUTEX_HASH_GET_SLOTS(), 0);
    }

    /**
     * Sees to it that so many private waiters of this process find room, at about one for each
     * slot. Does nothing where the table is large enough already, or is not the process's own. For
     * the whole process, and for good: the kernel does not adapt a table any more that it was asked
     * for.
     */
    public static void makeRoomFor(long waiters) {
        int slots = ALLOWED ? slots() : 0;
        if (slots <= 0 || waiters <= (long) WAITERS_PER_SLOT * slots || slots >= MOST_SLOTS) {
            return;
        }
        long wanted = Math.min(MOST_SLOTS, 2 * Long.highestOneBit(waiters));
        // Refused for want of memory, chains are long, and no more: the answer is not looked at.
        prctl(LinuxUapi.PR_FUTEX_HASH_SET_SLOTS(), wanted);
    }

    private static int prctl(int operation, long argument) {
        return (int)
                SystemCall.call(
                        CallState.current(),
                        Numbers.HERE.prctl(),
                        LinuxUapi.PR_FUTEX_HASH(),
                        operation,
                        argument,
                        0,
                        0,
                        0);
    }
}
