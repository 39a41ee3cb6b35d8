/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.objects.clock;

import dev.waitany.Deadline;

/**
 * What is to be done at a time. Scheduled on at most one {@link AlarmClock}, and again and again if
 * need be.
 */
public abstract class Alarm {
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

    /** Compares times on the same clock. Differences are taken, as nanoTime may wrap. */
    static int compare(Alarm one, Alarm other) {
        return one.time.kind() == Deadline.Kind.MONOTONIC
                ? Long.signum(one.time.nanos() - other.time.nanos())
                : Long.compare(one.time.nanos(), other.time.nanos());
    }
}
