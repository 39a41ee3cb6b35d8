/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.emulation;

import dev.waitany.WaitSet;
import dev.waitany.linux.BlockedCalls;
import dev.waitany.linux.CallState;
import dev.waitany.linux.Guards;
import dev.waitany.spi.StrategyAccess;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

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
 * <tr><td>settle, only if a signal may be on its way</td><td>{@code end}: tells the helpers that
 *     all signals were sent</td><td>make a system call and become idle</td></tr>
 * <tr><td>result</td><td>{@link #reports()} has the outcome</td><td>idle in the pool</td></tr>
 * </table>
 *
 * <p>A helper leaves its word by a wake (0), a changed value (EAGAIN) or a signal (EINTR). The
 * kernel decides which, so every wake that it counted appears in exactly one report. If no signal
 * can be sent, the owner wakes the word, see {@link Recall}.
 *
 * <p><b>Failures.</b> If anything is thrown between begin and end, the owner calls {@link #end} all
 * the same, and gives back the wakes instead of reading the outcome. If {@code begin} throws half
 * way, some helpers have not been sent. {@code end} then sends the rest: they find that the wait is
 * over, and report like all others. Whatever is thrown in {@code end}, it goes on until all helpers
 * are idle, and throws afterwards.
 *
 * <p><b>Ordering.</b> {@code begin} resets all fields before it publishes the wait to a helper, see
 * {@link Helper}. A helper writes its report plainly and then decrements {@code remaining}. The
 * owner reads 0 there before it reads the reports. {@code over} is volatile, as it is read while
 * the other side still runs. After its decrement a helper only advances the event count, which does
 * not harm a later wait.
 */
final class HelperWait implements BlockedCalls {
    private final WaitSet set;
    private final int generation; // of its words
    private final EventCount events;
    private final CallState state; // the owner's
    private final RequeueRules rules;
    private final Guards arenas;
    private final Helper[] helpers;
    private final HelperReports reports;
    private final Recall recall;
    private final AtomicInteger remaining = new AtomicInteger(); // helpers that have not finished
    private volatile boolean over;
    private volatile boolean signalsAreLate; // a helper that has left was perhaps sent a signal

    // The owner's.
    private boolean begun; // has helpers
    private boolean allSent;
    private boolean settling;
    private @Nullable Throwable thrown; // in end()

    HelperWait(WaitSet set, EventCount events, CallState state, FutexCalls calls) {
        this.set = set;
        this.generation = StrategyAccess.generation(set);
        this.events = events;
        this.state = state;
        this.rules = new RequeueRules(set);
        this.arenas = Guards.of(segments(set));
        this.helpers = new Helper[set.size()];
        this.reports = new HelperReports(set.size());
        this.recall = new Recall(calls, set);
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

    /** Returns the reports of the wait that was begun last. Complete after {@link #end}. */
    HelperReports reports() {
        return reports;
    }

    /**
     * Sends one helper to each word. Called by the owner. If this throws, {@link #end} takes back
     * the helpers that were sent.
     */
    void begin(HelperPool pool) {
        reports.clear();
        recall.clear();
        over = false;
        signalsAreLate = false;
        settling = false;
        allSent = false;
        thrown = null;
        pool.take(helpers);
        begun = true;
        remaining.set(helpers.length);
        for (int i = 0; i < helpers.length; i++) {
            if (rules.canRequeue(i)) {
                helpers[i].requeueTo(this, i, state);
            } else {
                helpers[i].sendTo(this, i, state);
            }
        }
        allSent = true;
    }

    /**
     * Takes all helpers off their words and returns them to the pool. Called by the owner, also
     * after {@code begin} has thrown. If this throws, it has done that all the same.
     */
    void end(HelperPool pool) {
        while (begun) {
            try {
                over = true;
                takeBack();
                recall.correct(reports);
                begun = false;
                pool.release(helpers);
            } catch (RuntimeException | Error failure) {
                note(failure);
            }
        }
        if (thrown instanceof Error error) {
            throw error;
        }
        if (thrown instanceof RuntimeException exception) {
            throw exception;
        }
    }

    /** Can be repeated after it has thrown, at any place. */
    private void takeBack() {
        if (!allSent) {
            sendRest();
        }
        BlockedCalls.end(this);
        if (signalsAreLate) {
            int left = 0;
            for (Helper helper : helpers) {
                left += helper.hasLeft() ? 1 : 0;
            }
            settling = true;
            remaining.set(left);
            BlockedCalls.end(this);
        }
    }

    /** Sends the helpers that {@code begin} has not sent, unless it has sent none. */
    private void sendRest() {
        boolean someWereSent = false;
        for (int i = 0; i < helpers.length; i++) {
            someWereSent |= isSent(i);
        }
        if (!someWereSent) {
            remaining.set(0);
        }
        for (int i = 0; someWereSent && i < helpers.length; i++) {
            if (!isSent(i)) {
                helpers[i].sendTo(this, i, state);
            }
        }
        allSent = true;
    }

    /** If the helper was sent and is idle again, its report is visible, see {@link Helper}. */
    private boolean isSent(int index) {
        return !helpers[index].isIdle() || reports.has(index);
    }

    /** Keeps what was thrown. Lacking memory is nothing but a reason to try again. */
    private void note(Throwable failure) {
        if (thrown == null && !(failure instanceof OutOfMemoryError)) {
            thrown = failure;
        }
    }

    /**
     * Counts a helper that has reported. Called by the helper, as its last step.
     *
     * @param settled whether it is idle; otherwise a signal may be on its way
     */
    void finish(boolean settled) {
        if (!settled) {
            signalsAreLate = true;
        }
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
        return reports.any();
    }

    /** Takes the helpers off their words, or settles them. A failure is repeated. */
    @Override
    public int signal() {
        for (int i = 0; i < helpers.length; i++) {
            try {
                if (settling) {
                    helpers[i].tell(state);
                } else if (!helpers[i].alert()) {
                    recall.wake(i);
                }
            } catch (RuntimeException | Error failure) {
                note(failure);
            }
        }
        return remaining.get();
    }

    @Override
    public boolean areBlocked() {
        return remaining.get() > 0;
    }

    @Override
    public void awaitReturn(long until) {
        try {
            int seen = events.read();
            if (areBlocked()) {
                events.await(seen, until);
            }
        } catch (RuntimeException | Error failure) {
            note(failure);
        }
    }
}
