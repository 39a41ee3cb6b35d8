/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.objects.words;

import dev.waitany.Deadline;
import dev.waitany.Spin;
import dev.waitany.objects.clock.AlarmClock;
import dev.waitany.objects.engine.AlertPort;
import dev.waitany.objects.engine.WaitCode;
import dev.waitany.spi.Outcome;
import dev.waitany.spinning.SpinLoop;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Blocks a thread until its wait has ended: spins if that is learned to pay, then parks. However
 * many objects the wait has, both look at one claim.
 *
 * <p><b>No wake is missed.</b> The waiter writes {@code parked} and then reads its claim. A thread
 * that changes the claim then reads {@code parked}. Both fields are volatile, so at least one of
 * the two sees what the other wrote.
 */
final class Blocking {
    private static final long SLICE = 50_000_000L; // ns, until a watch is tried again

    private final Spin spin;
    private final AlarmClock alarms;

    Blocking(Spin spin, AlarmClock alarms) {
        this.spin = spin;
        this.alarms = alarms;
    }

    /** What a waiter does when it has been notified. */
    interface Look {
        /** Takes an object and ends the wait, or finds none. */
        void look(Waiter waiter);

        /** Makes sure that the ends of mutexes' owners will be noticed. False if that failed. */
        boolean watch(Waiter waiter);
    }

    /** Blocks the owner of the waiter. Returns the code with which its wait has ended. */
    int await(Waiter waiter, Deadline deadline, @Nullable AlertPort alerts, Look look) {
        boolean wall = deadline.kind() == Deadline.Kind.REALTIME;
        if (alerts != null) {
            waiter.beginAlertable();
            alerts.begin(waiter);
        }
        try {
            boolean watched = look.watch(waiter);
            if (alerts == null || !alerts.isRaised()) {
                spin(waiter, deadline);
            }
            if (wall) {
                alarms.schedule(waiter.alarm(), deadline);
            }
            return park(waiter, deadline, alerts, look, watched);
        } finally {
            if (wall) {
                alarms.cancel(waiter.alarm());
            }
            if (alerts != null) {
                alerts.end();
                waiter.endAlertable();
            }
        }
    }

    private static int park(
            Waiter waiter,
            Deadline deadline,
            @Nullable AlertPort alerts,
            Look look,
            boolean watchedNow) {
        boolean interrupted = false;
        boolean watched = watchedNow;
        while (waiter.isOpen()) {
            if (waiter.state() == Waiter.NOTIFIED) {
                if (waiter.lookAgain()) {
                    look.look(waiter);
                }
            } else if (alerts != null && alerts.isRaised()) {
                boolean _ = waiter.endUnnotified(WaitCode.ALERTED);
            } else if (Thread.interrupted()) {
                interrupted = !waiter.endUnnotified(WaitCode.INTERRUPTED);
            } else {
                long left = deadline.remaining();
                if (left <= 0) {
                    boolean _ = waiter.endUnnotified(WaitCode.TIMED_OUT);
                } else {
                    watched = watched || look.watch(waiter);
                    // The alarm follows a wall clock that is set, as long as the domain is open.
                    parkOnce(waiter, watched ? left : Math.min(left, SLICE));
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt(); // something else came first: look at that
                interrupted = false;
            }
        }
        return waiter.state();
    }

    private static void parkOnce(Waiter waiter, long nanos) {
        waiter.parked = true;
        if (waiter.state() == Waiter.WAITING) {
            if (nanos == Long.MAX_VALUE) {
                LockSupport.park(waiter);
            } else {
                LockSupport.parkNanos(waiter, nanos);
            }
        }
        waiter.parked = false;
    }

    private void spin(Waiter waiter, Deadline deadline) {
        if (waiter.isVirtual || spin.kind() == Spin.Kind.NONE) {
            return;
        }
        boolean adaptive = spin.kind() == Spin.Kind.ADAPTIVE;
        long budget = adaptive ? waiter.learner.budget() : spin.nanos();
        if (budget == 0) {
            return;
        }
        int outcome = waiter.spinning.run(waiter, budget, deadline);
        if (!adaptive || outcome == Outcome.ALERTED) {
            return; // an interrupt says nothing
        }
        if (outcome == SpinLoop.IN_VAIN) {
            waiter.learner.miss(waiter.spinning.took());
        } else {
            waiter.learner.hit(waiter.spinning.took());
        }
    }
}
