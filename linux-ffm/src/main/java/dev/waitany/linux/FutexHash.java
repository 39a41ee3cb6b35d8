/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.linux;

import dev.waitany.linux.uapi.LinuxUapi;

/**
 * The hash table of a process' private futex waiters, in Linux 6.16 and newer.
 *
 * <p>The table has four slots for each CPU or each thread, whichever are fewer. A wake walks the
 * whole chain of its slot, past the waiters of other words. If tens of thousands of words have
 * waiters, a chain has thousands of entries. On request the kernel allocates a larger table and
 * moves the waiters to it.
 *
 * <p>Source: kernel/futex/core.c, futex_hash_allocate and futex_hash_prctl.
 */
public final class FutexHash {
    /** The system property that keeps the table as it is if it is {@code false}. */
    public static final String PROPERTY = "dev.waitany.growFutexHash";

    /** The average number of waiters of a slot above which the table is enlarged. */
    private static final int WAITERS_PER_SLOT = 8;

    /** The largest table to ask for: at 64 bytes a slot, 16 MiB of kernel memory. */
    private static final int MOST_SLOTS = 1 << 18;

    private static final boolean ALLOWED = !"false".equals(System.getProperty(PROPERTY));

    private FutexHash() {}

    /**
     * Returns the number of slots of this process' table, 0 if the process uses the global table of
     * all processes, or the negated errno: -EINVAL if the kernel has no table per process.
     */
    public static int slots() {
        return prctl(LinuxUapi.PR_FUTEX_HASH_GET_SLOTS(), 0);
    }

    /**
     * Enlarges the table for this number of private waiters, to about one slot for each.
     *
     * <p>Does nothing if the table is large enough, if the process uses the global table, or if
     * {@value #PROPERTY} is {@code false}. The change applies to the whole process and is
     * permanent: the kernel stops adapting the size of a table that was set by request.
     */
    public static void makeRoomFor(long waiters) {
        int slots = ALLOWED ? slots() : 0;
        if (slots <= 0 || waiters <= (long) WAITERS_PER_SLOT * slots || slots >= MOST_SLOTS) {
            return;
        }
        long wanted = Math.min(MOST_SLOTS, 2 * Long.highestOneBit(waiters));
        // If the kernel refuses (out of memory), hash chains stay long and wakes are slower.
        // Nothing
        // else changes, so the result is ignored.
        prctl(LinuxUapi.PR_FUTEX_HASH_SET_SLOTS(), wanted);
    }

    private static int prctl(int operation, long argument) {
        return (int)
                SystemCall.call(
                        CallState.ofThread(),
                        SystemCallNumbers.HERE.prctl(),
                        LinuxUapi.PR_FUTEX_HASH(),
                        operation,
                        argument,
                        0,
                        0,
                        0);
    }
}
