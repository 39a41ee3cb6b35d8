/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring.uring;

import dev.waitany.Deadline;
import dev.waitany.linux.Guards;
import dev.waitany.linux.ThreadAlert;

/**
 * Blocks the ring's owner until a completion, a monotonic deadline, or an alert from another
 * thread. Realtime deadlines are a {@link RingTimer}'s.
 */
public final class AlertableWait {
    /** Why {@link #block} returned. */
    public enum End {
        /** There are completions to read. */
        COMPLETED,
        /** The monotonic deadline passed, and there are no completions. */
        PASSED,
        /** An alert came, and there are no completions. */
        ALERTED
    }

    private Ring ring;
    private final ThreadAlert alert = ThreadAlert.ofCurrentThread();
    private boolean alerted;

    /** Prepares for waits of the calling thread, the ring's owner. */
    public AlertableWait(Ring ring) {
        this.ring = ring;
    }

    /** Waits on another ring from now on. */
    public void use(Ring another) {
        ring = another;
    }

    /**
     * Submits what is pending, and blocks until there is a completion, the monotonic deadline
     * passes, or an alert comes.
     */
    public End block(Deadline deadline, Guards guards) {
        alerted = false;
        while (true) {
            if (!alert.enter()) {
                return End.ALERTED;
            }
            try {
                ring.enter(1, limit(deadline), guards);
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
     * Tells whether the last {@link #block} consumed an alert in addition to what it returned. A
     * caller that has nothing else to report must report the alert.
     */
    public boolean wasAlerted() {
        return alerted;
    }

    /** Ends {@link #block}, or the next one if none is under way. Any thread may call it. */
    public void alert() {
        alert.alert();
    }

    private static long limit(Deadline deadline) {
        return deadline.kind() == Deadline.Kind.MONOTONIC ? deadline.remaining() : Ring.FOREVER;
    }
}
