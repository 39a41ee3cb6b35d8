/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.objects;

import dev.waitany.Deadline;
import dev.waitany.objects.engine.EngineObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An event that a clock sets: once, or again and again. Thread-safe.
 *
 * <p>A relative time runs on the monotonic clock. An absolute time is on the wall clock, and
 * follows it when that is set. Setting a timer unsets it, and forgets the time that was set before.
 * Cancelling it forgets the time, and leaves the state.
 *
 * <p>A manual-reset timer stays set until it is set again. An auto-reset timer is unset by the wait
 * that takes it; periods in which no thread waits do not add up.
 *
 * <p><b>Accuracy.</b> Never early on its clock. A wait or a look that begins after the due time
 * finds the timer set. A thread that is blocked is woken by a thread of the domain; the kernel may
 * add 50 µs to the time. Source: man 2 prctl (PR_SET_TIMERSLACK).
 */
public final class Timer extends WaitableObject {
    private final TimerDrive drive;

    Timer(ObjectDomain domain, EngineObject state, boolean made) {
        super(domain, state, made);
        this.drive =
                (TimerDrive)
                        state.attached(
                                () -> new TimerDrive(state, domain.alarms, domain.callbacks));
    }

    /** Sets the timer for once, a duration from now on. Not positive means at once. */
    public void set(Duration due) {
        start(Deadline.after(due), Duration.ZERO, null);
    }

    /** Sets the timer for a duration from now on, and for each period after that. */
    public void set(Duration due, Duration period) {
        start(Deadline.after(due), period, null);
    }

    /**
     * Sets the timer.
     *
     * @param due from now on; if it is not positive, the timer is due at once
     * @param period zero for once
     * @param callback runs each time the timer is due, on the calling thread, in its next alertable
     *     wait. It is dropped if the timer is set again or cancelled first
     * @throws IllegalArgumentException if the period is negative
     * @throws ObjectClosedException if this handle or the object is closed
     */
    public void set(Duration due, Duration period, Runnable callback) {
        start(Deadline.after(due), period, Objects.requireNonNull(callback, "callback"));
    }

    /** Sets the timer for once, at a time of the wall clock. */
    public void set(Instant due) {
        start(Deadline.atTime(due), Duration.ZERO, null);
    }

    /** Sets the timer for a time of the wall clock, and for each period after that. */
    public void set(Instant due, Duration period) {
        start(Deadline.atTime(due), period, null);
    }

    /**
     * Sets the timer as {@link #set(Duration, Duration, Runnable)} does, for a time of the wall
     * clock.
     */
    public void set(Instant due, Duration period, Runnable callback) {
        start(Deadline.atTime(due), period, Objects.requireNonNull(callback, "callback"));
    }

    private void start(Deadline due, Duration period, @Nullable Runnable callback) {
        requireOpen();
        if (period.isNegative()) {
            throw new IllegalArgumentException(this + ": the period " + period + " is negative");
        }
        int _ = previous(drive.start(due, period, callback));
    }

    /**
     * Forgets the time that was set. The timer stays set or unset. Threads that wait for it go on
     * waiting.
     *
     * @return whether a time was set that has not come, or comes again
     * @throws ObjectClosedException if this handle is closed
     */
    public boolean cancel() {
        requireOpen();
        return drive.cancel();
    }

    /**
     * Returns whether the timer is set, without a side effect.
     *
     * @throws ObjectClosedException if this handle or the object is closed
     */
    public boolean isSet() {
        requireOpen();
        drive.look();
        return previous(state.state()) != 0;
    }

    /** Returns whether a time is set that has not come, or comes again. */
    public boolean isActive() {
        requireOpen();
        drive.look();
        return drive.isActive();
    }

    /**
     * Returns another handle of this timer.
     *
     * @throws ObjectClosedException if this handle is closed
     */
    public Timer duplicate() {
        return new Timer(domain, opened(), false);
    }

    @Override
    void refresh() {
        drive.look();
    }

    @Override
    boolean isDriven() {
        return true;
    }

    @Override
    void gone() {
        boolean _ = drive.cancel();
    }

    @Override
    void signal() {
        throw new UnsignallableException(this + " cannot be signalled");
    }
}
