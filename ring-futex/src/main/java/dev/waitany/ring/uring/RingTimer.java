/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring.uring;

import dev.waitany.Deadline;
import dev.waitany.linux.Clock;
import dev.waitany.linux.Errno;
import dev.waitany.linux.Timespec;
import java.lang.foreign.Arena;

/**
 * Realtime deadlines on a ring. Monotonic deadlines are {@link AlertableWait}'s.
 *
 * <p>io_uring_enter(2) limits its wait by a duration on CLOCK_MONOTONIC, which does not follow a
 * change of CLOCK_REALTIME. So a realtime deadline becomes an entry: an absolute timer, which the
 * kernel moves with its clock. The caller awaits the timer's completion, and cancels the timer if
 * something else ends the wait.
 *
 * <p>One kind of ring cannot use an entry: where the user's operations may drain, the kernel starts
 * no later entry before the drain is over, a timer included. Such a ring's owner waits in {@link
 * #slice slices} and looks at the clock between them.
 *
 * <p>One per ring, for the ring's owner. If the owner moves to a new ring, the old one has taken
 * all entries; then a position of the old ring costs the new one a submission at most.
 */
public final class RingTimer {
    /** The longest delay with which a slice notices that CLOCK_REALTIME was set. */
    private static final long SLICE = 100_000_000; // ns

    private final Timespec point;
    private int position; // behind the entry that refers to the point

    /**
     * @param arena holds the timer's time; must live as long as the ring
     */
    public RingTimer(Arena arena) {
        this.point = new Timespec(arena);
    }

    /**
     * Adds a timer entry if the deadline is on CLOCK_REALTIME.
     *
     * @return whether it did, so that the caller awaits one more completion
     */
    public boolean start(Ring ring, Deadline deadline, long userData) {
        if (deadline.kind() != Deadline.Kind.REALTIME) {
            return false;
        }
        ring.reserve();
        if (!ring.submissions().hasTaken(position)) {
            ring.submit(); // once the kernel has copied the point, it may be overwritten
        }
        // The kernel's clock may differ from Java's: see KernelClock.
        long address = point.setAfter(Clock.REALTIME, deadline.remaining()).segment().address();
        ring.submissions().realtimeTimer(address, userData);
        position = ring.submissions().position();
        return true;
    }

    /** Tells whether a timer completed because its time came, and not because it was cancelled. */
    public static boolean hasExpired(int result) {
        return result == -Errno.ETIME;
    }

    /**
     * Returns how long one wait may last before the caller looks at the clock again.
     *
     * @param most nanoseconds, above 0; {@link Ring#FOREVER} for no further limit
     * @return the deadline itself if one wait can observe it, else an earlier monotonic one
     */
    public static Deadline slice(Deadline deadline, long most) {
        boolean realtime = deadline.kind() == Deadline.Kind.REALTIME;
        if (!realtime && most == Ring.FOREVER) {
            return deadline;
        }
        if (deadline.hasPassed()) {
            return Deadline.now();
        }
        long longest = realtime ? Math.min(most, SLICE) : most;
        return Deadline.at(System.nanoTime() + Math.min(longest, deadline.remaining()));
    }
}
