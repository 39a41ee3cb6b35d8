/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring;

import dev.waitany.Deadline;
import dev.waitany.WaitSet;
import dev.waitany.linux.Guards;
import dev.waitany.linux.ThreadAlert;
import dev.waitany.linux.Timespec;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * What ends the waiting on a ring beside completions: an alert, and a deadline on either clock.
 *
 * <p>io_uring_enter waits for a span on the mono clock. A deadline on the realtime clock is a timer
 * on the ring instead, as that clock may be set meanwhile; its completion is the caller's to await.
 */
final class WaitBounds {
    /** How one waiting ended. */
    enum End {
        /** There are completions to read. */
        COMPLETED,
        PASSED,
        ALERTED
    }

    private Ring ring;
    private final ThreadAlert alert = ThreadAlert.ofCurrentThread();
    private final Timespec timerPoint;
    private boolean alerted;

    WaitBounds(Ring ring, Arena arena) {
        this.ring = ring;
        this.timerPoint = new Timespec(arena);
    }

    /** From now on for this ring; between waits. */
    void use(Ring another) {
        ring = another;
    }

    /** Adds a timer to the pending entries, if the deadline needs one; whether it did. */
    boolean startTimer(Deadline deadline) {
        if (deadline.kind() != Deadline.Kind.REALTIME) {
            return false;
        }
        ring.reserve();
        long point = timerPoint.set(deadline.nanos()).segment().address();
        ring.submissions().realtimeTimer(point, UserData.TIMER);
        return true;
    }

    /**
     * Submits what is pending, and blocks until there is a completion, the deadline passes on the
     * mono clock, or an alert.
     */
    End block(Deadline deadline, Guards guards) {
        alerted = false;
        while (true) {
            if (!alert.enter()) {
                return End.ALERTED;
            }
            try {
                ring.enter(1, span(deadline), guards);
            } finally {
                alerted = alert.leave();
            }
            if (ring.hasCompletions()) {
                return End.COMPLETED;
            }
            if (alerted) {
                return End.ALERTED;
            }
            if (deadline.kind() == Deadline.Kind.MONOTONIC && deadline.hasPassed()) {
                return End.PASSED;
            }
        }
    }

    /**
     * Whether the last {@link #block} took an alert beside what it answered; who reports nothing
     * else must report it.
     */
    boolean wasAlerted() {
        return alerted;
    }

    void alert() {
        alert.alert();
    }

    private static long span(Deadline deadline) {
        return deadline.kind() == Deadline.Kind.MONOTONIC ? deadline.remaining() : Ring.FOREVER;
    }

    /** Guards the arenas of a set's words. */
    static Guards guardsOf(WaitSet set) {
        MemorySegment[] segments = new MemorySegment[set.size()];
        for (int i = 0; i < segments.length; i++) {
            segments[i] = set.word(i).segment();
        }
        return Guards.of(segments);
    }
}
