/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.objects;

import dev.waitany.Deadline;
import dev.waitany.objects.clock.Alarm;
import dev.waitany.objects.clock.AlarmClock;
import dev.waitany.objects.engine.EngineObject;
import dev.waitany.objects.engine.Refusal;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Sets the event of a timer when its time has come. One for all handles of a timer. Thread-safe.
 *
 * <p>Two kinds of threads find out that the time has come: the alarm clock's, and threads that look
 * at the timer or begin a wait for it. Whoever does first sets the event and computes the next
 * time, under this object's monitor. So a look after the due time never finds the timer unset
 * because a thread of the clock is late.
 */
final class TimerDrive extends Alarm {
    private static final Duration RETRY = Duration.ofMillis(10);

    private final EngineObject state;
    private final AlarmClock alarms;
    private final Callbacks callbacks;

    /** The next time; never if there is none. Written under the monitor. */
    private volatile Deadline due = Deadline.never();

    private long period; // ns, 0 for once
    private @Nullable Runnable callback;
    private @Nullable Thread setter;

    TimerDrive(EngineObject state, AlarmClock alarms, Callbacks callbacks) {
        this.state = state;
        this.alarms = alarms;
        this.callbacks = callbacks;
    }

    /** Sets the timer. Returns the answer of the engine's reset. */
    synchronized int start(Deadline first, Duration span, @Nullable Runnable run) {
        dropCallback();
        int answer = state.reset();
        if (answer == Refusal.CLOSED) {
            return answer;
        }
        due = first;
        period = nanos(span);
        callback = run == null ? null : new Callback(run);
        setter = run == null ? null : Thread.currentThread();
        if (!look()) {
            alarms.schedule(this, first);
        }
        return answer;
    }

    synchronized boolean cancel() {
        boolean active = isActive();
        due = Deadline.never();
        dropCallback();
        alarms.cancel(this);
        return active;
    }

    boolean isActive() {
        return due.kind() != Deadline.Kind.NEVER;
    }

    /** Sets the event if the time has come. Returns whether it had. */
    boolean look() {
        return due.hasPassed() && fire();
    }

    @Override
    protected void ring() {
        try {
            if (!look()) {
                again();
            }
        } catch (Throwable failure) { // no memory or stack: the time has not been used up
            alarms.schedule(this, Deadline.after(RETRY));
            throw failure;
        }
    }

    /** The wall clock was set back, or another time was set while the alarm began to ring. */
    private synchronized void again() {
        alarms.schedule(this, due);
    }

    private synchronized boolean fire() {
        Deadline now = due;
        if (!now.hasPassed()) {
            return false;
        }
        Deadline then = period == 0 ? Deadline.never() : next(now);
        if (state.set() == Refusal.CLOSED) {
            due = Deadline.never();
            return true;
        }
        due = then; // only now: had the set failed, another look would try again
        alarms.schedule(this, due);
        queueCallback();
        return true;
    }

    /** Returns the first time after now that is a whole number of periods after the last. */
    private Deadline next(Deadline last) {
        long base = last.nanos();
        if (base == Long.MIN_VALUE) { // "now", on the monotonic clock
            return Deadline.after(Duration.ofNanos(period));
        }
        long late = Math.max(0, -last.remaining());
        long then = base + (late / period + 1) * period;
        if (then < base) {
            return Deadline.never(); // beyond the clock: for 146 years or more
        }
        return last.kind() == Deadline.Kind.REALTIME
                ? Deadline.atTime(Instant.EPOCH.plusNanos(then))
                : Deadline.at(then);
    }

    private void queueCallback() {
        Runnable run = callback;
        Thread thread = setter;
        if (run == null || thread == null) {
            return;
        }
        callbacks.remove(thread, run); // periods that nobody waited in do not add up
        try {
            callbacks.add(thread, run);
        } catch (ThreadEndedException ended) {
            callback = null;
        }
    }

    private void dropCallback() {
        Runnable run = callback;
        Thread thread = setter;
        if (run != null && thread != null) {
            callbacks.remove(thread, run);
        }
        callback = null;
        setter = null;
    }

    /** Equal to itself only, so that dropping it drops no callback of the program. */
    private static final class Callback implements Runnable {
        private final Runnable run;

        Callback(Runnable run) {
            this.run = run;
        }

        @Override
        public void run() {
            run.run();
        }
    }

    private static long nanos(Duration span) {
        try {
            return span.toNanos();
        } catch (ArithmeticException beyond) {
            return Long.MAX_VALUE / 2;
        }
    }
}
