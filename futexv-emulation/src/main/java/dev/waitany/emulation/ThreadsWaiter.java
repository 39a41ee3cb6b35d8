/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.emulation;

import dev.waitany.Deadline;
import dev.waitany.WaitSet;
import dev.waitany.linux.ThreadAlert;
import dev.waitany.spi.Outcome;
import dev.waitany.spi.Swallowed;
import dev.waitany.spi.Waiter;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Parks its thread while helpers block on the words. */
final class ThreadsWaiter implements Waiter {
    private static final long SIGNAL_AGAIN_NANOS = 200_000;

    private final HelperPool pool;
    private final Thread owner = Thread.currentThread();
    private Helper[] helpers = new Helper[8];
    private volatile boolean alerted;

    ThreadsWaiter(HelperPool pool) {
        this.pool = pool;
    }

    @Override
    public int await(WaitSet set, Deadline deadline, Swallowed swallowed) {
        set.refuseConfined();
        int count = set.size();
        if (helpers.length < count) {
            helpers = new Helper[count];
        }
        pool.take(helpers, count);
        Round round = new Round(set);
        for (int i = 0; i < count; i++) {
            helpers[i].start(round, i);
        }
        int ended = block(round, deadline);
        finish(round, count);
        pool.give(helpers, count);
        return round.outcome(swallowed, ended);
    }

    @Override
    public void alert() {
        alerted = true;
        LockSupport.unpark(owner);
    }

    @Override
    public void close() {}

    /** Parks until a report (then the value does not matter), the deadline, or an alert. */
    private int block(Round round, Deadline deadline) {
        while (!round.hasReport()) {
            if (alerted) {
                alerted = false;
                return Outcome.ALERTED;
            }
            switch (deadline.kind()) {
                case NEVER -> LockSupport.park(this);
                case MONOTONIC -> LockSupport.parkNanos(this, Math.max(1, deadline.remaining()));
                case REALTIME -> LockSupport.parkUntil(this, roundedUpMillis(deadline.nanos()));
            }
            if (!round.hasReport() && deadline.hasPassed()) {
                return Outcome.TIMED_OUT;
            }
        }
        return Outcome.CHANGED;
    }

    /**
     * Takes all helpers off their words. The interrupt status is set aside meanwhile, or nothing
     * would park.
     */
    private void finish(Round round, int count) {
        round.finish();
        boolean interrupted = Thread.interrupted();
        ThreadAlert.prepare();
        while (round.isPending()) {
            for (int i = 0; i < count; i++) {
                helpers[i].nudge();
            }
            long next = System.nanoTime() + SIGNAL_AGAIN_NANOS;
            // Not sooner, even if an interrupt keeps this thread from parking: signals queue, and
            // a helper that is sent them without a pause does nothing but take them.
            while (round.isPending() && System.nanoTime() - next < 0) {
                LockSupport.parkNanos(this, SIGNAL_AGAIN_NANOS);
            }
        }
        if (interrupted) {
            owner.interrupt();
        }
    }

    private static long roundedUpMillis(long nanos) {
        return Math.ceilDiv(nanos, TimeUnit.MILLISECONDS.toNanos(1));
    }
}
