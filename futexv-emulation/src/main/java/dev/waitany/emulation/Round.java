/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.emulation;

import dev.waitany.WaitSet;
import dev.waitany.linux.BlockedCalls;
import dev.waitany.linux.CallState;
import dev.waitany.linux.Errno;
import dev.waitany.spi.Outcome;
import dev.waitany.spi.Swallowed;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The waits of one thread on one set, one at a time, as the helpers see it. Each helper reports
 * once; the first report ends the owner's sleep, the last one lets it go.
 *
 * <p>A helper's plain writes are published by its decrement of {@code pending}, which the owner
 * reads. After that it does nothing but knock, which harms no later wait.
 */
final class Round implements BlockedCalls {
    private final WaitSet set;
    private final int generation; // of its words
    private final Knock knock;
    private final Calls calls;
    private final Helper[] helpers;
    private final int[] results;
    private final AtomicInteger pending = new AtomicInteger();
    private final AtomicInteger first = new AtomicInteger(); // the first woken index, or -1
    private volatile boolean noted;
    private volatile boolean over;

    Round(WaitSet set, Knock knock) {
        this.set = set;
        this.generation = set.generation();
        this.knock = knock;
        this.calls = new Calls(set);
        this.helpers = new Helper[set.size()];
        this.results = new int[set.size()];
    }

    /** Whether it was made for this set, with the words it has now. */
    boolean isOf(WaitSet other) {
        return set == other && generation == other.generation();
    }

    WaitSet set() {
        return set;
    }

    /** By the owner: one helper to each word. */
    void begin(HelperPool pool, CallState state) {
        pool.take(helpers);
        noted = false;
        over = false;
        first.set(-1);
        pending.set(helpers.length);
        for (int i = 0; i < helpers.length; i++) {
            if (calls.isCalled(i)) {
                helpers[i].call(this, i);
            } else {
                helpers[i].move(this, i, state);
            }
        }
    }

    /** By the owner: all helpers off their words, and at rest. */
    void end(HelperPool pool) {
        over = true;
        if (areBlocked()) {
            BlockedCalls.end(this);
        }
        pool.give(helpers);
    }

    /** By a helper that has left its word: 0 for woken, or the negated errno. */
    void note(int index, int result) {
        results[index] = result;
        if (result == 0) {
            first.compareAndSet(-1, index);
        }
        noted = true;
    }

    /** By a helper, after all else. */
    void count() {
        if (pending.decrementAndGet() == 0 || !over) {
            knock.now();
        }
    }

    boolean isOver() {
        return over;
    }

    boolean hasReport() {
        return noted;
    }

    @Override
    public int signal() {
        for (Helper helper : helpers) {
            helper.signal();
        }
        return pending.get();
    }

    @Override
    public boolean areBlocked() {
        return pending.get() > 0;
    }

    @Override
    public void awaitReturn(long until) {
        int heard = knock.heard();
        if (areBlocked()) {
            knock.awaitNext(heard, until);
        }
    }

    /**
     * After the end: the woken word that came first, else the first changed one, else {@code
     * otherwise}.
     */
    int outcome(Swallowed swallowed, int otherwise) {
        int woken = first.get();
        int changed = -1;
        for (int i = results.length - 1; i >= 0; i--) {
            if (results[i] == 0 && i != woken) {
                swallowed.add(i);
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
