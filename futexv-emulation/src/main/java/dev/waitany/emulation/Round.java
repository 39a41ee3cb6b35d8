/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.emulation;

import dev.waitany.WaitSet;
import dev.waitany.linux.Errno;
import dev.waitany.spi.Outcome;
import dev.waitany.spi.Swallowed;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * One wait, as its helpers see it. Each helper reports once; the first report unblocks the owner,
 * the last one lets it go.
 *
 * <p>A helper's plain writes are published by its decrement of {@code pending}, which the owner
 * reads.
 */
final class Round {
    private static final int NOT_REPORTED = Integer.MIN_VALUE;

    private final WaitSet set;
    private final Thread owner = Thread.currentThread();
    private final int[] results;
    private final AtomicInteger pending;
    private final AtomicInteger first = new AtomicInteger(-1); // the first woken index
    private volatile boolean reported;
    private volatile boolean over;

    Round(WaitSet set) {
        this.set = set;
        this.results = new int[set.size()];
        Arrays.fill(results, NOT_REPORTED);
        this.pending = new AtomicInteger(set.size());
    }

    WaitSet set() {
        return set;
    }

    /** By a helper: 0 for woken, or the negated errno. */
    void report(int index, int result) {
        results[index] = result;
        if (result == 0) {
            first.compareAndSet(-1, index);
        }
        boolean last = pending.decrementAndGet() == 0;
        reported = true;
        if (last || !over) {
            LockSupport.unpark(owner);
        }
    }

    /** By the owner: from here on helpers do not block. */
    void finish() {
        over = true;
    }

    boolean isOver() {
        return over;
    }

    boolean hasReport() {
        return reported;
    }

    boolean isPending() {
        return pending.get() > 0;
    }

    /**
     * After the last report: the woken word that came first, else the first changed one, else
     * {@code otherwise}.
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
