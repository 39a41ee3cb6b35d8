/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waitany.linux.CallState;
import dev.waitany.linux.Clock;
import dev.waitany.linux.Futex;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** A thread that the kernel has queued on one private word, until a wake matches its bitset. */
final class QueuedThread implements AutoCloseable {
    private final FutexWord word;
    private final Thread thread;
    private volatile boolean woken;

    private QueuedThread(FutexWord word, int bitset) {
        this.word = word;
        this.thread = Thread.ofPlatform().daemon().unstarted(() -> woken = queue(word, bitset));
    }

    /** Returns when the thread is queued. */
    static QueuedThread on(FutexWord word, int bitset) {
        QueuedThread queued = new QueuedThread(word, bitset);
        int before = Futex.waiters(word.segment(), false);
        queued.thread.start();
        while (Futex.waiters(word.segment(), false) == before) {
            LockSupport.parkNanos(10_000);
        }
        return queued;
    }

    void assertWoken() throws InterruptedException {
        assertThat(thread.join(Duration.ofSeconds(30))).as("has ended").isTrue();
        assertThat(woken).isTrue();
    }

    void assertQueued() {
        assertThat(Futex.waiters(word.segment(), false)).isEqualTo(1);
    }

    @Override
    public void close() {
        while (thread.isAlive()) {
            word.wakeAll();
            LockSupport.parkNanos(10_000);
        }
    }

    private static boolean queue(FutexWord word, int bitset) {
        return Futex.await(
                        CallState.allocate(),
                        word.segment(),
                        word.get(),
                        bitset,
                        false,
                        null,
                        Clock.MONOTONIC)
                == 0;
    }
}
