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
 *
 * <p>A thread can wake without a wake of its word, because a wake of an earlier wait comes late.
 * The kernel then repeats the wait with its first word, the private one. So the driver changes the
 * private word after the move, and moves a waiter once more that was faster than the change. A
 * repeated wait ends with EAGAIN, and the thread waits on the shared word itself. In between it
 * cannot get a bare wake; it notes that it has strayed. Source: kernel/futex/waitwake.c,
 * __futex_wait.
 */
final class Bystander implements AutoCloseable {
    private static final int UNTOUCHED = 0;
    private static final int MOVED = 1;

    private final FutexWord own;
    private final FutexWord shared;
    private final Semaphore orders = new Semaphore(0);
    private final CallState driver = CallState.allocate(); // of calls of the driver
    private final Thread thread;
    private volatile boolean ending;
    private volatile boolean woken = true;
    private volatile boolean strayed;

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
            int answer = await(state, own);
            while (answer != 0 && shared.get() == UNTOUCHED) {
                strayed = true;
                answer = await(state, shared);
            }
            woken = true;
            orders.acquireUninterruptibly();
        }
    }

    private static int await(CallState state, FutexWord word) {
        return Futex.await(
                state, word.segment(), UNTOUCHED, FutexWord.ANY_BIT, false, null, Clock.MONOTONIC);
    }

    /**
     * Waits again if the last wait has ended. Returns when the kernel has queued it on the shared
     * word, or false if that takes too long. The shared word must be 0.
     */
    boolean begin(Patience patience) {
        if (!woken) {
            return true;
        }
        woken = false;
        strayed = false;
        own.set(UNTOUCHED);
        orders.release();
        boolean moved = patience.until(() -> move(UNTOUCHED) == 1);
        own.set(MOVED); // from now on, a repeated wait ends
        int again = move(MOVED); // one that was repeated just before
        return moved && again >= 0;
    }

    private int move(int expected) {
        return Futex.requeueOne(driver, own.segment(), expected, shared.segment());
    }

    /**
     * Returns whether the wait that was begun last has left the shared word without a wake. A bare
     * wake may then have found nobody there.
     */
    boolean hasStrayed() {
        return strayed;
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
