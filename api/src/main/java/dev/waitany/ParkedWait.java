/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany;

import dev.waitany.spi.PendingWaits;
import dev.waitany.spi.SurplusWakes;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A wait that is pending with a poller while the thread that made it, a virtual one, is parked. */
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

    /** Parks until the wait has ended; an interrupt ends it, unless something else came first. */
    WaitResult join() throws InterruptedException {
        while (!ended) {
            LockSupport.park(this);
            if (Thread.interrupted() && !interrupted) {
                interrupted = true; // before the cancel, which ends the wait by this reason
                cancel();
            }
        }
        WaitResult got = result;
        if (got != null && got.kind() == WaitResult.Kind.CANCELLED) {
            throw new InterruptedException();
        }
        if (interrupted) {
            waiter.interrupt(); // something else came first: report it, and leave the interrupt
            // for later
        }
        if (got == null) {
            throw outcomes.failure(Objects.requireNonNull(failure));
        }
        return got;
    }

    @Override
    public boolean ended(int outcome, SurplusWakes surplus) {
        try {
            result = outcomes.of(set, outcome, interrupted, surplus);
        } catch (RuntimeException thrown) {
            failure = thrown;
        }
        if (result == null && failure == null) {
            return false;
        }
        end();
        return true;
    }

    @Override
    public void failed(Throwable thrown) {
        failure = thrown;
        end();
    }

    private void end() {
        set.end();
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
