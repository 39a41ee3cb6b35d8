/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.engine;

import static dev.waitany.access.ApiAccess.API;

import dev.waitany.Deadline;
import dev.waitany.WaitResult;
import dev.waitany.WaitSet;
import dev.waitany.spi.PendingWaits;
import dev.waitany.spi.SurplusWakes;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A wait that is pending with a poller while the virtual thread that began it is parked.
 *
 * <p>It is <i>pending</i> until {@code ended} is true, which the poller writes once. The poller
 * writes the result or the failure before that; the field is volatile, so the waiting thread sees
 * them after it has read true. The waiting thread reads {@code ended} before each park, and the
 * poller unparks it after the write, so the end is not missed.
 *
 * <p>An interrupt does not end the wait by itself. The waiting thread writes {@code interrupted}
 * and cancels the pending wait. The poller then finds the flag, and ends the wait as cancelled
 * unless a word was woken or changed first.
 */
final class ParkedWait implements PendingWaits.Ending {
    private final Thread waiter = Thread.currentThread();
    private final OutcomeMapper outcomes;
    private final WaitSet set;

    private volatile boolean interrupted;
    private volatile boolean ended;

    // Written by the poller before ended.
    private @Nullable WaitResult result;
    private @Nullable Throwable failure;

    private PendingWaits.@Nullable Pending pending;

    ParkedWait(OutcomeMapper outcomes, WaitSet set) {
        this.outcomes = outcomes;
        this.set = set;
    }

    void begin(PendingWaits poller, Deadline deadline) {
        pending = poller.begin(set, deadline, this);
    }

    /**
     * Parks until the wait has ended.
     *
     * @throws InterruptedException if the thread was interrupted before anything else ended the
     *     wait
     */
    WaitResult join() throws InterruptedException {
        try {
            awaitEnd();
        } catch (Throwable unread) { // such as an overflow of the stack
            abandon();
            throw unread;
        }
        WaitResult got = result;
        if (got != null && got.kind() == WaitResult.Kind.CANCELLED) {
            throw new InterruptedException();
        }
        if (interrupted) {
            waiter.interrupt(); // something else came first: the interrupt status stays set
        }
        if (got == null) {
            throw outcomes.failure(Objects.requireNonNull(failure));
        }
        return got;
    }

    private void awaitEnd() {
        while (!ended) {
            LockSupport.park(this);
            if (Thread.interrupted() && !interrupted) {
                interrupted = true; // before the cancel: the poller looks here for the reason
                cancel();
            }
        }
    }

    /** Ends the wait, whose result nobody will read, and forwards its wakes. */
    private void abandon() {
        interrupted = true;
        cancel();
        while (!ended) {
            Thread.onSpinWait(); // parking has failed, and the poller needs microseconds
        }
        WaitResult got = result;
        if (got != null) {
            outcomes.forwardUnread(set, got);
        }
    }

    @Override
    public boolean ended(int outcome, SurplusWakes surplus) {
        try {
            result = outcomes.of(set, outcome, interrupted, surplus);
        } catch (Throwable thrown) {
            failure = thrown;
        }
        if (result == null && failure == null) {
            return false;
        }
        end();
        return true;
    }

    @Override
    public void failed(Throwable thrown, SurplusWakes consumed) {
        outcomes.forward(set, consumed);
        failed(thrown);
    }

    @Override
    public void failed(Throwable thrown) { // needs no memory
        if (!ended) { // the first end counts: the set may have another user by now
            failure = outcomes.explained(set, thrown);
            end();
        }
    }

    private void end() {
        API.end(set);
        ended = true;
        LockSupport.unpark(waiter);
    }

    private void cancel() {
        PendingWaits.Pending wait = pending;
        if (wait != null) {
            wait.cancel();
        }
    }
}
