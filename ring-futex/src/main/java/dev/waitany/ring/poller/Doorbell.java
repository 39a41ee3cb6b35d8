/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring.poller;

import dev.waitany.FutexWord;
import dev.waitany.ring.uring.Ring;
import java.lang.foreign.Arena;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Ends a poller's blocking: a futex word on which the poller's first ring waits.
 *
 * <p>A visitor adds to the inbox and then reads {@code asleep}. The poller sets {@code asleep} and
 * then reads the inbox. Both are volatile, so one of them sees the other. Of many visitors, the one
 * that resets {@code asleep} rings.
 */
final class Doorbell {
    /** Freed by the garbage collector, as visitors may come after the poller has ended. */
    private final FutexWord word = FutexWord.allocate(Arena.ofAuto());

    private final Consumer<FutexWord> wake;
    private final AtomicBoolean asleep = new AtomicBoolean();
    private boolean armed; // used by the poller only

    Doorbell() {
        this(FutexWord::wakeOne);
    }

    /**
     * Makes a doorbell for tests.
     *
     * @param wake wakes the waiter of the word
     */
    Doorbell(Consumer<FutexWord> wake) {
        this.wake = wake;
    }

    /** Ends the poller's sleep, if it sleeps. Any thread may call it. */
    void ring() {
        if (asleep.get() && asleep.compareAndSet(true, false)) {
            try {
                word.getAndAdd(1);
                wake.accept(word);
            } catch (Throwable failure) {
                asleep.set(true); // so that the next visitor rings
                throw failure;
            }
        }
    }

    /** Adds the wait on the word to the next submission, unless the kernel still has it. */
    void arm(Ring ring) {
        if (!armed) {
            ring.reserve();
            // a visitor that rings from now on changes the word
            ring.submissions()
                    .futexWait(word, word.get(), FutexWord.ANY_BIT, PollerUserData.DOORBELL);
            armed = true;
        }
    }

    /** Notes that the wait has completed. */
    void rang() {
        armed = false;
    }

    void sleep() {
        asleep.set(true);
    }

    void awake() {
        asleep.set(false);
    }
}
