/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.emulation;

import dev.waitany.Deadline;
import dev.waitany.WaitSet;
import dev.waitany.linux.CallState;
import dev.waitany.spi.Outcome;
import dev.waitany.spi.StrategyAccess;
import dev.waitany.spi.SurplusWakes;
import dev.waitany.spi.Waiter;
import org.jspecify.annotations.Nullable;

/** Sleeps while helpers block on the words. */
final class ThreadsWaiter implements Waiter {
    private final HelperPool pool;
    private final CallState state = CallState.allocate();
    private final Knock knock = new Knock();
    private @Nullable Round last; // kept, as the next wait is on the same set more often than not
    private volatile boolean alerted;

    ThreadsWaiter(HelperPool pool) {
        this.pool = pool;
    }

    @Override
    public int await(WaitSet set, Deadline deadline, SurplusWakes swallowed) {
        Round round = roundOf(set);
        round.begin(pool, state);
        int ended = hasChanged(set) ? Outcome.CHANGED : sleep(round, deadline);
        round.end(pool);
        return round.outcome(swallowed, ended);
    }

    @Override
    public void alert() {
        alerted = true;
        knock.now();
    }

    @Override
    public void close() {}

    private Round roundOf(WaitSet set) {
        Round round = last;
        if (round == null || !round.isOf(set)) {
            StrategyAccess.refuseConfined(set);
            round = new Round(set, knock);
            last = round;
        }
        return round;
    }

    /** A word that a helper was moved to may have changed before: nobody has compared yet. */
    private static boolean hasChanged(WaitSet set) {
        try {
            return set.firstChanged() >= 0;
        } catch (IllegalStateException closedArena) {
            return true; // and who looks at the words next says so
        }
    }

    /** Until a report (then the value does not matter), the deadline, or an alert. */
    private int sleep(Round round, Deadline deadline) {
        boolean inTime = true;
        while (true) {
            int heard = knock.heard();
            if (round.hasReport()) {
                return Outcome.CHANGED;
            }
            if (alerted) {
                alerted = false;
                return Outcome.ALERTED;
            }
            if (!inTime) {
                return Outcome.TIMED_OUT;
            }
            inTime = knock.awaitNext(heard, deadline);
        }
    }
}
