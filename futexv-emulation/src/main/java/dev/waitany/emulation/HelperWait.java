/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.emulation;

import dev.waitany.WaitSet;
import dev.waitany.linux.BlockedCalls;
import dev.waitany.linux.CallState;
import dev.waitany.linux.Errno;
import dev.waitany.spi.Outcome;
import dev.waitany.spi.StrategyAccess;
import dev.waitany.spi.SurplusWakes;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The waits of one thread, the owner, on one set, one wait at a time. Each wait uses one helper for
 * each word.
 *
 * <p>A wait goes through these phases:
 *
 * <table>
 * <caption>Phases</caption>
 * <tr><th>phase</th><th>owner</th><th>helpers</th></tr>
 * <tr><td>begin</td><td>{@link #begin}: takes the helpers and sends each to its word</td><td>block
 *     in FUTEX_WAIT</td></tr>
 * <tr><td>wait</td><td>sleeps on the event count until {@link #hasReport()}</td><td>the first one
 *     whose FUTEX_WAIT returns reports and advances the event count</td></tr>
 * <tr><td>end</td><td>{@link #end}: sets {@code over}, and signals the helpers until all have
 *     reported</td><td>each reports once; the last one advances the event count</td></tr>
 * <tr><td>result</td><td>{@link #outcome} reads the reports</td><td>idle in the pool</td></tr>
 * </table>
 *
 * <p>A helper leaves its word by a wake (0), a changed value (EAGAIN) or a signal (EINTR). The
 * kernel decides which, so every wake that it counted appears in exactly one report.
 *
 * <p><b>Ordering.</b> {@code begin} resets all fields before it publishes the wait to a helper, see
 * {@link Helper}. A helper writes its result plainly and then decrements {@code remaining}. The
 * owner reads 0 there before it reads the results. {@code over} and {@code reported} are volatile,
 * as each is read while the other side still runs. After its decrement a helper only advances the
 * event count, which does not harm a later wait.
 */
final class HelperWait implements BlockedCalls {
    private final WaitSet set;
    private final int generation; // of its words
    private final EventCount events;
    private final RequeueRules rules;
    private final Helper[] helpers;
    private final int[] results;
    private final AtomicInteger remaining = new AtomicInteger(); // helpers that have not finished
    private final AtomicInteger firstWoken = new AtomicInteger(); // an index, or -1
    private volatile boolean reported;
    private volatile boolean over;

    HelperWait(WaitSet set, EventCount events) {
        this.set = set;
        this.generation = StrategyAccess.generation(set);
        this.events = events;
        this.rules = new RequeueRules(set);
        this.helpers = new Helper[set.size()];
        this.results = new int[set.size()];
    }

    /** Returns whether this was made for {@code other} with the words that it has now. */
    boolean isOf(WaitSet other) {
        return set == other && generation == StrategyAccess.generation(other);
    }

    WaitSet set() {
        return set;
    }

    /**
     * Sends one helper to each word. Called by the owner.
     *
     * @param state of the calling thread
     */
    void begin(HelperPool pool, CallState state) {
        pool.take(helpers);
        reported = false;
        over = false;
        firstWoken.set(-1);
        remaining.set(helpers.length);
        for (int i = 0; i < helpers.length; i++) {
            if (rules.canRequeue(i)) {
                helpers[i].requeueTo(this, i, state);
            } else {
                helpers[i].sendTo(this, i);
            }
        }
    }

    /** Takes all helpers off their words and returns them to the pool. Called by the owner. */
    void end(HelperPool pool) {
        over = true;
        if (areBlocked()) {
            BlockedCalls.end(this);
        }
        pool.release(helpers);
    }

    /**
     * Records how a helper has left its word. Called by the helper.
     *
     * @param result 0 for a wake, or the negated errno
     */
    void report(int index, int result) {
        results[index] = result;
        if (result == 0) {
            firstWoken.compareAndSet(-1, index);
        }
        reported = true;
    }

    /** Counts a helper that has reported and is idle. Called by the helper, as its last step. */
    void finish() {
        if (remaining.decrementAndGet() == 0 || !over) {
            events.advance();
        }
    }

    /** Returns whether the owner is ending the wait. */
    boolean isOver() {
        return over;
    }

    /** Returns whether a helper has left its word. */
    boolean hasReport() {
        return reported;
    }

    @Override
    public int signal() {
        for (Helper helper : helpers) {
            helper.signal();
        }
        return remaining.get();
    }

    @Override
    public boolean areBlocked() {
        return remaining.get() > 0;
    }

    @Override
    public void awaitReturn(long until) {
        int seen = events.read();
        if (areBlocked()) {
            events.await(seen, until);
        }
    }

    /**
     * Returns the index of the word that was woken first, else {@code CHANGED} for the first
     * changed word, else {@code otherwise}. Called by the owner after {@link #end}.
     *
     * @throws IllegalStateException if the kernel refused to wait on a word
     */
    int outcome(SurplusWakes surplus, int otherwise) {
        int woken = firstWoken.get();
        int changed = -1;
        for (int i = results.length - 1; i >= 0; i--) {
            if (results[i] == 0 && i != woken) {
                surplus.add(i);
            } else if (results[i] == -Errno.EAGAIN) {
                changed = i;
            } else if (results[i] < 0 && results[i] != -Errno.EINTR) {
                throw new IllegalStateException(
                        "futex(2) on word " + i + ": " + Errno.name(results[i]));
            }
        }
        return woken >= 0 ? woken : changed >= 0 ? Outcome.changed(changed) : otherwise;
    }
}
