/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.emulation;

import dev.waitany.WaitSet;
import dev.waitany.linux.BlockedCalls;
import dev.waitany.linux.CallState;
import dev.waitany.linux.Errno;
import dev.waitany.linux.Guards;
import dev.waitany.spi.Outcome;
import dev.waitany.spi.StrategyAccess;
import dev.waitany.spi.SurplusWakes;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
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
 * <p><b>Failures.</b> If anything is thrown between begin and end, the owner calls {@link #end} all
 * the same, and {@link #giveBack} instead of {@code outcome}. If {@code begin} throws half way,
 * some helpers have not been sent. {@code begin} takes them out of the count; the others report as
 * always. A helper that has not been sent is idle and has no report.
 *
 * <p><b>Ordering.</b> {@code begin} resets all fields before it publishes the wait to a helper, see
 * {@link Helper}. A helper writes its result plainly and then decrements {@code remaining}. The
 * owner reads 0 there before it reads the results. {@code over} and {@code reported} are volatile,
 * as each is read while the other side still runs. After its decrement a helper only advances the
 * event count, which does not harm a later wait.
 */
final class HelperWait implements BlockedCalls {
    private static final int NO_REPORT = 1; // a result is 0 or a negated errno

    private final WaitSet set;
    private final int generation; // of its words
    private final EventCount events;
    private final RequeueRules rules;
    private final Guards arenas;
    private final Helper[] helpers;
    private final int[] results;
    private final AtomicInteger remaining = new AtomicInteger(); // helpers that have not finished
    private final AtomicInteger firstWoken = new AtomicInteger(); // an index, or -1
    private volatile boolean reported;
    private volatile boolean over;
    private boolean begun; // has helpers; the owner's

    HelperWait(WaitSet set, EventCount events) {
        this.set = set;
        this.generation = StrategyAccess.generation(set);
        this.events = events;
        this.rules = new RequeueRules(set);
        this.arenas = Guards.of(segments(set));
        this.helpers = new Helper[set.size()];
        this.results = new int[set.size()];
    }

    /** Returns whether this was made for {@code other} with the words that it has now. */
    boolean isOf(WaitSet other) {
        return set == other && generation == StrategyAccess.generation(other);
    }

    /** Returns the arenas of the words, which the owner holds during a wait. */
    Guards arenas() {
        return arenas;
    }

    private static MemorySegment[] segments(WaitSet set) {
        MemorySegment[] segments = new MemorySegment[set.size()];
        for (int i = 0; i < segments.length; i++) {
            segments[i] = set.word(i).segment();
        }
        return segments;
    }

    WaitSet set() {
        return set;
    }

    /**
     * Sends one helper to each word. Called by the owner. If this throws, {@link #end} takes back
     * the helpers that were sent.
     *
     * @param state of the calling thread
     */
    void begin(HelperPool pool, CallState state) {
        reported = false;
        over = false;
        firstWoken.set(-1);
        Arrays.fill(results, NO_REPORT);
        pool.take(helpers);
        begun = true;
        remaining.set(helpers.length);
        int next = 0;
        try {
            for (; next < helpers.length; next++) {
                if (rules.canRequeue(next)) {
                    helpers[next].requeueTo(this, next, state);
                } else {
                    helpers[next].sendTo(this, next);
                }
            }
        } catch (Throwable failure) {
            remaining.addAndGet(-unsent(next));
            throw failure;
        }
    }

    /**
     * Returns the number of helpers that have not been sent, given the one whose sending failed. It
     * may have been sent or not. If it was and is idle again, its report is visible, see {@link
     * Helper}.
     */
    private int unsent(int failed) {
        boolean sent = !helpers[failed].isIdle() || results[failed] != NO_REPORT;
        return helpers.length - failed - (sent ? 1 : 0);
    }

    /**
     * Takes all helpers off their words and returns them to the pool. Called by the owner, also
     * after {@code begin} has thrown.
     */
    void end(HelperPool pool) {
        if (begun) {
            over = true;
            while (areBlocked()) {
                takeBack();
            }
            begun = false;
            pool.release(helpers);
        }
    }

    /** Signals the helpers. Retried if memory lacks: no helper may stay on a word. */
    private void takeBack() {
        try {
            BlockedCalls.end(this);
        } catch (OutOfMemoryError retried) {
            Thread.onSpinWait();
        }
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
     * @throws IllegalStateException if the kernel refused to wait on a word and no wake was
     *     consumed; if one was, it is reported, and the next wait meets the refusal
     */
    int outcome(SurplusWakes surplus, int otherwise) {
        int woken = firstWoken.get();
        int changed = -1;
        int refused = -1;
        for (int i = results.length - 1; i >= 0; i--) {
            if (results[i] == 0) {
                if (i != woken) {
                    surplus.add(i);
                }
            } else if (results[i] == -Errno.EAGAIN) {
                changed = i;
            } else if (results[i] != -Errno.EINTR) {
                refused = i;
            }
        }
        if (woken < 0 && refused >= 0) {
            throw new IllegalStateException(
                    "futex(2) on word " + refused + ": " + Errno.name(results[refused]));
        }
        return woken >= 0 ? woken : changed >= 0 ? Outcome.changed(changed) : otherwise;
    }

    /** Notes every wake as surplus, of a wait that reports none. Called after {@link #end}. */
    void giveBack(SurplusWakes surplus) {
        for (int i = 0; i < results.length; i++) {
            if (results[i] == 0) {
                surplus.add(i);
            }
        }
    }
}
