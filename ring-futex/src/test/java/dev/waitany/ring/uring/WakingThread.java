/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring.uring;

import dev.waitany.FutexWord;

/**
 * A thread that wakes two waiters of each of some words, whenever the wait under test and the raw
 * waiters are queued on all of them. It counts what the kernel counts.
 */
public final class WakingThread {
    private final FutexWord[] words;
    private final RawWaiters[] raw;
    private final Thread thread = Thread.ofPlatform().daemon().unstarted(this::run);
    private volatile boolean stopped;
    private int issued; // read after the thread has ended

    private WakingThread(FutexWord[] words, RawWaiters[] raw) {
        this.words = words;
        this.raw = raw;
    }

    /** Starts a thread that wakes the first words, each with its raw waiters. */
    public static WakingThread of(FutexWord[] words, RawWaiters[] raw) {
        WakingThread waker = new WakingThread(words, raw);
        waker.thread.start();
        return waker;
    }

    public void stop() throws InterruptedException {
        stopped = true;
        thread.join();
    }

    /** Returns the number of wakes that the kernel counted. */
    public int issued() {
        return issued;
    }

    private void run() {
        while (!stopped) {
            boolean queued = true;
            for (RawWaiters each : raw) {
                queued &= each.queued() > RawWaiters.COUNT;
            }
            for (int i = 0; queued && i < raw.length; i++) {
                issued += words[i].wake(RawWaiters.COUNT);
            }
        }
    }
}
