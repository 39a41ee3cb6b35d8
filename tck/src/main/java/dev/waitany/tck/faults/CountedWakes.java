/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.tck.faults;

import dev.waitany.FutexWord;
import dev.waitany.Sharing;
import dev.waitany.linux.CallState;
import dev.waitany.linux.Clock;
import dev.waitany.linux.Errno;
import dev.waitany.linux.Futex;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * A waker of a word, and two other waiters on it. The waker wakes two of three waiters whenever the
 * wait under test is queued with the others. So one waiter stays, and a wake that the wait forwards
 * reaches it or one of the others.
 *
 * <p>The word is never changed. A vectored wait that throws after the call therefore does not see
 * which word was woken.
 */
public final class CountedWakes implements AutoCloseable {
    private static final int OTHERS = 2;
    private static final long PAUSE = 1_000; // ns between two looks

    private final FutexWord word;
    private final List<Thread> others =
            Stream.generate(() -> Thread.ofPlatform().daemon().unstarted(this::waitAgain))
                    .limit(OTHERS)
                    .toList();
    private final Thread waker = Thread.ofPlatform().daemon().unstarted(this::wakeAgain);
    private final AtomicInteger received = new AtomicInteger();
    private final AtomicInteger issued = new AtomicInteger();
    private volatile boolean stoppedWaking;
    private volatile boolean stopped;

    private CountedWakes(FutexWord word) {
        this.word = word;
    }

    /** Starts to wake a word, which holds 0. */
    public static CountedWakes on(FutexWord word) {
        CountedWakes counted = new CountedWakes(word);
        counted.others.forEach(Thread::start);
        counted.waker.start();
        return counted;
    }

    /** Stops waking. All wakes are counted when it returns. */
    public void stopWaking() {
        stoppedWaking = true;
        while (waker.isAlive()) {
            LockSupport.parkNanos(this, PAUSE);
        }
    }

    /** Returns the wakes that the kernel counted less those that the other waiters received. */
    public int missing() {
        return issued.get() - received.get();
    }

    /** Returns whether the other waiters are queued, and nobody else is. */
    public boolean areAlone() {
        return queued() == OTHERS;
    }

    private int queued() {
        return Futex.waiters(word.segment(), isShared());
    }

    private boolean isShared() {
        return word.sharing() == Sharing.SHARED;
    }

    private void wakeAgain() {
        while (!stoppedWaking) {
            if (queued() > OTHERS) {
                issued.addAndGet(word.wake(OTHERS));
            } else {
                LockSupport.parkNanos(this, PAUSE);
            }
        }
    }

    private void waitAgain() {
        CallState state = CallState.allocate();
        while (!stopped) {
            int answer =
                    Futex.await(
                            state,
                            word.segment(),
                            0,
                            Futex.ANY_BIT,
                            isShared(),
                            null,
                            Clock.MONOTONIC);
            if (answer == 0) {
                received.incrementAndGet();
            } else if (answer != -Errno.EINTR) {
                throw new AssertionError(Errno.name(answer));
            }
        }
    }

    @Override
    public void close() {
        stopWaking();
        stopped = true;
        while (others.stream().anyMatch(Thread::isAlive)) {
            word.wakeAll();
            LockSupport.parkNanos(this, PAUSE);
        }
    }
}
