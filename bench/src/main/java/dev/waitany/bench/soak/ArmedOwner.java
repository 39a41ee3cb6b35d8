/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.soak;

import dev.waitany.ArmedSet;
import dev.waitany.Deadline;
import dev.waitany.FutexWord;
import dev.waitany.WaitAny;
import dev.waitany.WaitSet;
import dev.waitany.bench.soak.account.Count;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Owns an armed set, wakes its words, and takes what is ready in batches.
 *
 * <p>The counts per word are plain fields of the owner. It adds to them, <i>then</i> to a total,
 * with release. A thread that reads the totals with acquire, while nobody wakes and the totals
 * agree, sees the counts of those totals, and they stay as they are.
 */
final class ArmedOwner {
    private static final int BATCH = 1024;
    private static final int LONGEST_NANOS = 300_000;

    private final FutexWord[] words;
    private final SplittableRandom random;
    private final int[] issued;
    private final int[] taken;
    private final AtomicLong allIssued = new AtomicLong();
    private final AtomicLong allTaken = new AtomicLong();
    private final SoakThread thread;
    private volatile int phase; // odd while the owner is to wake words; written by the lane
    private volatile int quietIn; // the last even phase that the owner has seen

    ArmedOwner(WaitAny waitAny, FutexWord[] words, boolean virtual, String name, SoakContext soak) {
        this.words = words;
        this.random = soak.random(name);
        this.issued = new int[words.length];
        this.taken = new int[words.length];
        SoakThread.Work work = () -> own(waitAny, soak);
        this.thread =
                virtual
                        ? SoakThread.virtual(name, soak, work)
                        : SoakThread.platform(name, soak, work);
    }

    SoakThread thread() {
        return thread;
    }

    /** Lets the owner begin to wake words, or stop. Called by the lane alone, by turns. */
    @SuppressWarnings("NonAtomicVolatileUpdate") // one writer
    void nextPhase() {
        phase++;
    }

    /**
     * Returns whether the owner has seen that it is not to wake words. It names the phase that it
     * has seen, so an answer of an earlier phase that comes late says nothing about this one.
     */
    boolean isQuiet() {
        return quietIn == phase;
    }

    /** Returns how many wakes of this owner the kernel has counted. Reads with acquire. */
    long issued() {
        return allIssued.getAcquire();
    }

    /** Returns how many wakes this owner has taken. Reads with acquire. */
    long taken() {
        return allTaken.getAcquire();
    }

    /** Returns how many wakes of a word the kernel has counted, as of {@link #issued()}. */
    int issued(int word) {
        return issued[word];
    }

    /** Returns how many wakes of a word this owner has taken, as of {@link #taken()}. */
    int taken(int word) {
        return taken[word];
    }

    private void own(WaitAny waitAny, SoakContext soak) {
        int[] ready = new int[BATCH];
        try (ArmedSet armed = waitAny.arm(WaitSet.of(words))) {
            while (!thread.isTold()) {
                int seen = phase;
                boolean wakes = seen % 2 != 0;
                if (wakes) {
                    wake(soak);
                } else {
                    quietIn = seen; // after the totals of its wakes
                }
                try {
                    take(armed, ready, wakes, soak);
                } catch (InterruptedException e) {
                    soak.counts.add(Count.INTERRUPTED);
                }
            }
        }
    }

    private void wake(SoakContext soak) {
        int from = random.nextInt(words.length);
        int woken = 0;
        for (int i = random.nextInt(words.length); i >= 0; i--) {
            int word = (from + i) % words.length;
            int waiters = words[word].wakeAll();
            issued[word] += waiters;
            woken += waiters;
        }
        soak.counts.add(Count.ISSUED, woken);
        allIssued.setRelease(allIssued.getPlain() + woken);
    }

    private void take(ArmedSet armed, int[] ready, boolean wakes, SoakContext soak)
            throws InterruptedException {
        int count = armed.await(ready, deadline(wakes));
        for (int i = 0; i < count; i++) {
            taken[ready[i]]++;
            armed.rearm(ready[i], 0);
        }
        if (count == 0) {
            soak.counts.add(Count.TIMED_OUT);
        } else {
            soak.counts.add(Count.DELIVERED, count);
            allTaken.setRelease(allTaken.getPlain() + count);
        }
    }

    /** While all owners wake, a call can do without a deadline: the lane interrupts it at last. */
    private Deadline deadline(boolean wakes) {
        return wakes && random.nextBoolean()
                ? Deadline.never()
                : Deadline.after(Duration.ofNanos(random.nextInt(LONGEST_NANOS)));
    }
}
