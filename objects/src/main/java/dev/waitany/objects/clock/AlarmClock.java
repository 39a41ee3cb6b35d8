/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.objects.clock;

import dev.waitany.Deadline;
import dev.waitany.linux.Clock;

/**
 * Rings alarms at their times: on the monotonic clock, or on the wall clock, which they follow when
 * it is set. Thread-safe.
 *
 * <p>Each clock has a daemon thread while it has alarms. It ends some seconds after the last one.
 */
public final class AlarmClock implements AutoCloseable {
    private final AlarmThread monotonic;
    private final AlarmThread realtime;

    /**
     * Makes a clock without alarms.
     *
     * @param name begins the names of its threads
     */
    public AlarmClock(String name) {
        monotonic = new AlarmThread(name + "-monotonic", Clock.MONOTONIC);
        realtime = new AlarmThread(name + "-wall", Clock.REALTIME);
    }

    /**
     * Lets an alarm ring at a time. An alarm that is scheduled already gets the new time instead.
     * An alarm for which the time never comes is cancelled.
     */
    public void schedule(Alarm alarm, Deadline time) {
        monotonic.cancel(alarm);
        realtime.cancel(alarm);
        switch (time.kind()) {
            case MONOTONIC -> monotonic.schedule(alarm, time);
            case REALTIME -> realtime.schedule(alarm, time);
            case NEVER -> {}
        }
    }

    /** Cancels an alarm. It may be ringing when this returns, but does not begin to. */
    public void cancel(Alarm alarm) {
        monotonic.cancel(alarm);
        realtime.cancel(alarm);
    }

    /** Cancels all alarms. The threads end soon. */
    @Override
    public void close() {
        monotonic.close();
        realtime.close();
    }
}
