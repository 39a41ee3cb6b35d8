/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.soak;

import dev.waitany.ArmedSet;
import dev.waitany.Deadline;
import dev.waitany.FutexWord;
import dev.waitany.WaitAny;
import dev.waitany.WaitSet;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Owns an armed set, and takes what is ready in batches.
 *
 * <p>The counts per word are plain fields of the owner. It adds a batch to them, <i>then</i> to the
 * total, with release. A thread that reads a total with acquire sees the counts of that total, and
 * they stay as they are until another wake comes.
 */
final class ArmedOwner {
    private static final int BATCH = 256;
    private static final int ONE_IN = 8;
    private static final int LONGEST_NANOS = 300_000;

    private final FutexWord[] words;
    private final SplittableRandom random;
    private final int[] taken;
    private final AtomicLong total = new AtomicLong();
    private final SoakThread thread;

    ArmedOwner(WaitAny waitAny, FutexWord[] words, boolean virtual, String name, SoakContext soak) {
        this.words = words;
        this.random = soak.random(name);
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

    /** Returns how many wakes this owner has taken. Reads with acquire. */
    long total() {
        return total.getAcquire();
    }

    /** Returns how many wakes of a word this owner has taken, as of the last {@link #total()}. */
    int taken(int word) {
        return taken[word];
    }

    private void own(WaitAny waitAny, SoakContext soak) {
        int[] ready = new int[BATCH];
        try (ArmedSet armed = waitAny.arm(WaitSet.of(words))) {
            while (!thread.isTold()) {
                try {
                    take(armed, ready, soak);
                } catch (InterruptedException e) {
                    soak.counts.add(Count.INTERRUPTED);
                }
            }
        }
    }

    private void take(ArmedSet armed, int[] ready, SoakContext soak) throws InterruptedException {
        int count = armed.await(ready, deadline());
        for (int i = 0; i < count; i++) {
            taken[ready[i]]++;
            armed.rearm(ready[i], 0);
        }
        if (count == 0) {
            soak.counts.add(Count.TIMED_OUT);
        } else {
            soak.counts.add(Count.DELIVERED, count);
            total.setRelease(total.getPlain() + count);
        }
    }

    private Deadline deadline() {
        return random.nextInt(ONE_IN) > 0
                ? Deadline.never()
                : Deadline.after(Duration.ofNanos(random.nextInt(LONGEST_NANOS)));
    }
}
