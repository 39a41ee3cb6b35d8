/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.objects.clock;

import dev.waitany.Deadline;

/**
 * What is to be done at a time. Scheduled on at most one {@link AlarmClock}, and again and again if
 * need be.
 */
public abstract class Alarm implements Comparable<Alarm> {
    /** Guarded by the lock of the thread whose queue has the alarm. */
    private Deadline time = Deadline.never();

    /** Makes an alarm that is not scheduled. */
    protected Alarm() {}

    /** Does it. Called by a thread of the clock, which other alarms wait for: must not block. */
    protected abstract void ring();

    Deadline time() {
        return time;
    }

    void time(Deadline next) {
        time = next;
    }

    /** Compares times, which are on the same clock. Differences are taken, as nanoTime wraps. */
    @Override
    public final int compareTo(Alarm other) {
        return Long.signum(
                time.kind() == Deadline.Kind.MONOTONIC
                        ? time.nanos() - other.time.nanos()
                        : Long.compare(time.nanos(), other.time.nanos()));
    }

    @Override
    public final boolean equals(Object other) {
        return this == other;
    }

    @Override
    public final int hashCode() {
        return System.identityHashCode(this);
    }
}
