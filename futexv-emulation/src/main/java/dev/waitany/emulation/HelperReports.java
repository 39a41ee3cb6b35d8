/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.emulation;

import dev.waitany.linux.Errno;
import dev.waitany.spi.Outcome;
import dev.waitany.spi.SurplusWakes;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * How the helpers of a wait have left their words.
 *
 * <table>
 * <caption>Reports</caption>
 * <tr><th>report</th><th>meaning</th><th>may have consumed a wake</th></tr>
 * <tr><td>0</td><td>woken</td><td>yes</td></tr>
 * <tr><td>{@link #UNKNOWN}</td><td>the call has thrown, perhaps after the kernel had
 *     answered</td><td>yes</td></tr>
 * <tr><td>a negated errno</td><td>the kernel's answer; EINTR is the end of the wait</td><td>no</td></tr>
 * <tr><td>{@link #NOT_WAITED}</td><td>the wait was over before the helper's call</td><td>no</td></tr>
 * </table>
 *
 * <p>A wake that may have been consumed counts as consumed: a wake too many costs a look, and one
 * too few leaves a thread asleep.
 *
 * <p>Helpers add their reports, each for its own word. The owner reads them when all helpers have
 * finished. {@link HelperWait} orders these accesses; {@link #any} alone may be read meanwhile.
 */
final class HelperReports {
    static final int NOT_WAITED = 1;
    static final int UNKNOWN = 2;
    private static final int NONE = 3;

    private final int[] reports;
    private final AtomicInteger firstWoken = new AtomicInteger(); // an index, or -1
    private volatile boolean any;
    private volatile @Nullable Throwable failure; // of a report UNKNOWN

    HelperReports(int words) {
        reports = new int[words];
    }

    /** Forgets all reports. Called by the owner while no helper is under way. */
    void clear() {
        any = false;
        failure = null;
        firstWoken.set(-1);
        Arrays.fill(reports, NONE);
    }

    /**
     * Records a report. Called by the helper of the word.
     *
     * @param cause of a report {@link #UNKNOWN}
     */
    void add(int index, int report, @Nullable Throwable cause) {
        reports[index] = report;
        if (report == 0) {
            firstWoken.compareAndSet(-1, index);
        }
        if (cause != null) {
            failure = cause;
        }
        any = true;
    }

    /** Returns whether there is a report. */
    boolean any() {
        return any;
    }

    /** Returns whether the helper of a word has reported. */
    boolean has(int index) {
        return reports[index] != NONE;
    }

    /**
     * Returns the index of the word that was woken first, else {@code CHANGED} for the first
     * changed word, else {@code otherwise}.
     *
     * @param surplus gets the other words whose wakes may have been consumed
     * @throws IllegalStateException if a call of a helper was refused or has thrown, and no word
     *     was woken; if one was, it is reported, and the next wait meets the refusal
     */
    int outcome(SurplusWakes surplus, int otherwise) {
        int woken = firstWoken.get();
        int changed = -1;
        int failed = -1;
        for (int i = reports.length - 1; i >= 0; i--) {
            int report = reports[i];
            if (mayHaveConsumed(report) && i != woken) {
                surplus.add(i);
            }
            if (report == -Errno.EAGAIN) {
                changed = i;
            } else if (report == UNKNOWN || (report < 0 && report != -Errno.EINTR)) {
                failed = i;
            }
        }
        if (woken < 0 && failed >= 0) {
            throw failure(failed);
        }
        return woken >= 0 ? woken : changed >= 0 ? Outcome.changed(changed) : otherwise;
    }

    /**
     * Corrects a report of 0 by a helper that its owner may have woken itself: it counts as a
     * signal. Called by the owner when all helpers have finished.
     *
     * @return whether the helper had reported 0
     */
    boolean wasRecalled(int index) {
        boolean wasWoken = reports[index] == 0;
        if (wasWoken) {
            reports[index] = -Errno.EINTR;
            firstWoken.compareAndSet(index, firstWithAWake());
        }
        return wasWoken;
    }

    private int firstWithAWake() {
        for (int i = 0; i < reports.length; i++) {
            if (reports[i] == 0) {
                return i;
            }
        }
        return -1;
    }

    /** Notes every wake as surplus, once, of a wait that reports none. May be repeated. */
    void giveBack(SurplusWakes surplus) {
        for (int i = 0; i < reports.length; i++) {
            if (mayHaveConsumed(reports[i])) {
                surplus.remove(i);
                surplus.add(i);
            }
        }
    }

    private static boolean mayHaveConsumed(int report) {
        return report == 0 || report == UNKNOWN;
    }

    private IllegalStateException failure(int index) {
        int report = reports[index];
        return new IllegalStateException(
                "futex(2) on word "
                        + index
                        + (report == UNKNOWN ? " has failed" : ": " + Errno.name(report)),
                failure);
    }
}
