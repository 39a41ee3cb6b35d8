/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.soak.moment;

import dev.waitany.FutexWord;
import dev.waitany.bench.soak.account.Patience;
import dev.waitany.linux.CallState;
import dev.waitany.linux.Clock;
import dev.waitany.linux.Errno;
import dev.waitany.linux.Futex;
import java.util.concurrent.Semaphore;

/**
 * A second waiter of the shared word, a thread in futex(2) without any strategy. It gets the wakes
 * that the disturbed call has not reported. It waits once each time it is asked to.
 *
 * <p>It waits on a private word, from which the driver moves it to the shared word
 * (FUTEX_CMP_REQUEUE). When the kernel says that it has moved one waiter, this one is queued on the
 * shared word. A count of the word's waiters would not tell, as the call comes and goes meanwhile.
 */
final class Bystander implements AutoCloseable {
    private final FutexWord own;
    private final FutexWord shared;
    private final Semaphore orders = new Semaphore(0);
    private final CallState driver = CallState.allocate(); // of calls of the driver
    private final Thread thread;
    private volatile boolean ending;
    private volatile boolean woken = true;

    /**
     * Starts the thread.
     *
     * @param own a word that nobody else uses, with value 0
     */
    Bystander(FutexWord own, FutexWord shared) {
        this.own = own;
        this.shared = shared;
        this.thread = Thread.ofPlatform().daemon().name("bystander").start(this::obey);
    }

    private void obey() {
        CallState state = CallState.allocate();
        orders.acquireUninterruptibly();
        while (!ending) {
            int answer;
            do {
                answer =
                        Futex.await(
                                state,
                                own.segment(),
                                0,
                                FutexWord.ANY_BIT,
                                false,
                                null,
                                Clock.MONOTONIC);
            } while (answer == -Errno.EINTR);
            woken = true;
            orders.acquireUninterruptibly();
        }
    }

    /**
     * Waits again if the last wait has ended. Returns when the kernel has queued it on the shared
     * word, or false if that takes too long.
     */
    boolean begin(Patience patience) {
        if (!woken) {
            return true;
        }
        woken = false;
        orders.release();
        return patience.until(
                () -> Futex.requeueOne(driver, own.segment(), 0, shared.segment()) == 1);
    }

    /** Returns whether the wait that was begun last has ended. */
    boolean isWoken() {
        return woken;
    }

    /** Returns how many waiters the kernel has queued on the shared word, whoever they are. */
    int waiters() {
        int count;
        do {
            count = Futex.waiters(shared.segment(), false);
        } while (count == -Errno.EAGAIN); // the word changed during the call
        return count;
    }

    @Override
    public void close() {
        ending = true;
        orders.release();
        while (thread.isAlive()) {
            int found = shared.wakeAll() + own.wakeAll();
            assert found >= 0;
            Thread.onSpinWait();
        }
    }
}
