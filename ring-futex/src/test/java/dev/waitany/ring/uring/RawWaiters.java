/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring.uring;

import dev.waitany.FutexWord;
import dev.waitany.linux.CallState;
import dev.waitany.linux.Clock;
import dev.waitany.linux.Errno;
import dev.waitany.linux.Futex;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * Two threads that wait on a word with futex(2), again and again, and count their wakes: those that
 * reach them first, and those that another waiter forwards.
 *
 * <p>A waker that wakes two of three waiters leaves at least one: either a raw waiter, which a
 * forwarded wake then reaches, or the wait under test, which then forwards nothing.
 */
public final class RawWaiters implements AutoCloseable {
    /** The number of threads. */
    public static final int COUNT = 2;

    private final FutexWord word;
    private final List<Thread> threads;
    private final AtomicInteger woken = new AtomicInteger();
    private volatile boolean stopped;

    private RawWaiters(FutexWord word) {
        this.word = word;
        this.threads =
                Stream.generate(() -> Thread.ofPlatform().daemon().unstarted(this::run))
                        .limit(COUNT)
                        .toList();
    }

    public static RawWaiters on(FutexWord word) {
        RawWaiters waiters = new RawWaiters(word);
        waiters.threads.forEach(Thread::start);
        return waiters;
    }

    /** Returns the number of wakes since the last call of {@link #reset()}. */
    public int woken() {
        return woken.get();
    }

    public void reset() {
        woken.set(0);
    }

    /** Tells whether they are queued on the word, and nobody else is. */
    public boolean areAlone() {
        return queued() == COUNT;
    }

    /** Returns how many waiters the kernel has queued on the word. */
    public int queued() {
        int waiters;
        do { // EAGAIN: it changed meanwhile
            waiters = Futex.waiters(word.segment(), false);
        } while (waiters == -Errno.EAGAIN);
        return waiters;
    }

    private void run() {
        CallState state = CallState.allocate();
        while (!stopped) {
            int result =
                    Futex.await(
                            state,
                            word.segment(),
                            word.get(),
                            Futex.ANY_BIT,
                            false,
                            null,
                            Clock.MONOTONIC);
            if (result == 0) {
                woken.incrementAndGet();
            }
        }
    }

    @Override
    public void close() {
        stopped = true;
        while (threads.stream().anyMatch(Thread::isAlive)) {
            word.wakeAll();
            Thread.onSpinWait();
        }
    }
}
