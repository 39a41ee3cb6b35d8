/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring.uring;

import dev.waitany.FutexWord;

/**
 * A thread that wakes two waiters of each of some words, whenever the wait under test and the raw
 * waiters are queued on all of them. It counts what the kernel counts.
 *
 * <p>It can change a word before it wakes it, as wakers do. Words of a vectored wait need that: the
 * kernel does not tell which of them it counted as woken, and only a changed value does.
 */
public final class WakingThread {
    private final FutexWord[] words;
    private final RawWaiters[] raw;
    private final int changing;
    private final Thread thread = Thread.ofPlatform().daemon().unstarted(this::run);
    private volatile boolean stopped;
    private int issued; // read after the thread has ended

    private WakingThread(FutexWord[] words, RawWaiters[] raw, int changing) {
        this.words = words;
        this.raw = raw;
        this.changing = changing;
    }

    /** Starts a thread that wakes the first words, each with its raw waiters. */
    public static WakingThread of(FutexWord[] words, RawWaiters[] raw) {
        return of(words, raw, -1);
    }

    /**
     * Starts a thread that wakes the first words, each with its raw waiters.
     *
     * @param changing the index of a word that it changes before it wakes it, or -1
     */
    public static WakingThread of(FutexWord[] words, RawWaiters[] raw, int changing) {
        WakingThread waker = new WakingThread(words, raw, changing);
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
                if (i == changing) {
                    words[i].getAndAdd(1);
                }
                issued += words[i].wake(RawWaiters.COUNT);
            }
        }
    }
}
