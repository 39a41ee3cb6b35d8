/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.soak;

import dev.waitany.FutexWord;
import dev.waitany.linux.CallState;
import dev.waitany.linux.Clock;
import dev.waitany.linux.Errno;
import dev.waitany.linux.Futex;
import java.util.concurrent.LinkedTransferQueue;

/**
 * A second waiter of the shared word, a thread in futex(2) without any strategy. It gets the wakes
 * that the disturbed call has not reported. It waits once each time it is asked to.
 */
final class Bystander implements AutoCloseable {
    private static final boolean WAIT = true;
    private static final boolean END = false;

    private final FutexWord word;
    private final LinkedTransferQueue<Boolean> orders = new LinkedTransferQueue<>();
    private final Thread thread;
    private volatile boolean woken = true;

    Bystander(FutexWord word) {
        this.word = word;
        this.thread = Thread.ofPlatform().daemon().name("bystander").start(this::obey);
    }

    private void obey() {
        CallState state = CallState.allocate();
        try {
            while (orders.take() == WAIT) {
                int answer;
                do {
                    answer =
                            Futex.await(
                                    state,
                                    word.segment(),
                                    0,
                                    FutexWord.ANY_BIT,
                                    false,
                                    null,
                                    Clock.MONOTONIC);
                } while (answer == -Errno.EINTR);
                woken = true;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // nobody interrupts it
        }
    }

    /** Waits again if the last wait has ended. Returns when the kernel has queued it. */
    boolean begin(Patience patience) {
        if (!woken) {
            return true;
        }
        int before = waiters();
        woken = false;
        orders.add(WAIT);
        return patience.until(() -> waiters() > before || woken);
    }

    /** Returns whether the wait that was begun last has ended. */
    boolean isWoken() {
        return woken;
    }

    /** Returns how many waiters the kernel has queued on the word, this one among them. */
    int waiters() {
        int count;
        do {
            count = Futex.waiters(word.segment(), false);
        } while (count == -Errno.EAGAIN); // the word changed during the call
        return count;
    }

    @Override
    public void close() {
        orders.add(END);
        word.set(1);
        while (thread.isAlive()) {
            int found = word.wakeAll();
            assert found >= 0;
            Thread.onSpinWait();
        }
    }
}
