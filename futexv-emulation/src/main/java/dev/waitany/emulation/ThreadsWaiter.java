/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.emulation;

import dev.waitany.Deadline;
import dev.waitany.WaitSet;
import dev.waitany.linux.ArenaHold;
import dev.waitany.linux.CallState;
import dev.waitany.linux.StackRoom;
import dev.waitany.spi.Outcome;
import dev.waitany.spi.StrategyAccess;
import dev.waitany.spi.SurplusWakes;
import dev.waitany.spi.Waiter;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Blocks its thread on an event count while helpers block on the words.
 *
 * <p>The thread sleeps until one of the following is true, and checks them in this order after each
 * event:
 *
 * <table>
 * <caption>What ends the sleep</caption>
 * <tr><th>condition</th><th>set by</th><th>result</th></tr>
 * <tr><td>a helper has reported</td><td>the helper</td><td>the outcome of the reports</td></tr>
 * <tr><td>{@code alerted}</td><td>any thread, {@link #alert()}</td><td>{@code ALERTED}; the flag is
 *     cleared</td></tr>
 * <tr><td>the deadline has passed</td><td>the clock</td><td>{@code TIMED_OUT}</td></tr>
 * </table>
 *
 * <p>Both conditions are volatile fields that are written before the event count advances. The
 * thread reads the count before it checks them, so it misses none, see {@link EventCount}. An alert
 * that comes while no wait is under way stays set, and ends the next wait.
 *
 * <p><b>A wait is a transaction.</b> The thread holds the arenas of all words from before the first
 * helper is sent until the last one is back, so none can be closed meanwhile. Whatever is thrown,
 * the helpers are taken back, and the wakes that they consumed are noted as surplus.
 */
final class ThreadsWaiter implements Waiter {
    private final HelperPool pool;
    private final FutexCalls calls;
    private final CallState state = CallState.allocate();
    private final EventCount events;
    private final ArenaHold hold = new ArenaHold(this::waitHoldingArenas);
    private @Nullable HelperWait last; // kept: the next wait is usually on the same set
    private @Nullable HelperReports untold; // of the wait under way
    private volatile boolean alerted;

    // Arguments of the wait under way, in fields so that it makes no garbage.
    private Deadline deadline = Deadline.never();
    private SurplusWakes surplus = new SurplusWakes();

    ThreadsWaiter(HelperPool pool, FutexCalls calls) {
        this.pool = pool;
        this.calls = calls;
        this.events = new EventCount(calls);
        events.advance(); // now, so that no later call of this thread allocates its errno memory
    }

    @Override
    public int await(WaitSet set, Deadline deadline, SurplusWakes surplus) {
        StackRoom.require();
        HelperWait wait = waitOn(set);
        surplus.reserve(set.size());
        this.deadline = deadline;
        this.surplus = surplus;
        untold = null;
        try {
            return (int) hold.run(wait.arenas());
        } catch (Throwable failure) {
            if (untold != null) {
                untold.giveBack(surplus);
            }
            throw failure;
        }
    }

    private long waitHoldingArenas() {
        HelperWait wait = Objects.requireNonNull(last);
        int ended;
        try {
            untold = wait.reports();
            wait.begin(pool);
            // When a helper is requeued, the kernel compares its parking word and not its word of
            // the set. A change before that has no other way to be noticed than this look.
            ended = wait.set().firstChanged() >= 0 ? Outcome.CHANGED : sleep(wait);
        } finally {
            wait.end(pool);
        }
        return wait.reports().outcome(surplus, ended);
    }

    @Override
    public void alert() {
        alerted = true;
        events.advance();
    }

    @Override
    public void close() {}

    private HelperWait waitOn(WaitSet set) {
        HelperWait wait = last;
        if (wait == null || !wait.isOf(set)) {
            StrategyAccess.refuseConfined(set);
            wait = new HelperWait(set, events, state, calls);
            last = wait;
        }
        return wait;
    }

    /** Returns what has ended the sleep. After a report the value is only a fallback. */
    private int sleep(HelperWait wait) {
        boolean inTime = true;
        while (true) {
            int seen = events.read();
            if (wait.hasReport()) {
                return Outcome.CHANGED;
            }
            if (alerted) {
                alerted = false;
                return Outcome.ALERTED;
            }
            if (!inTime) {
                return Outcome.TIMED_OUT;
            }
            inTime = events.await(seen, deadline) || !deadline.hasPassed();
        }
    }
}
