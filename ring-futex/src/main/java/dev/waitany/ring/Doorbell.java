/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring;

import dev.waitany.FutexWord;
import java.lang.foreign.Arena;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Ends a poller's blocking: a futex word that the poller's ring waits on beside all others.
 *
 * <p>A visitor puts something into the inbox and then looks whether the poller sleeps; the poller
 * says that it sleeps and then looks into the inbox. One of them sees the other (both are
 * volatile). Of many visitors, one rings.
 */
final class Doorbell {
    /** Freed by the garbage collector: visitors may come when the poller is gone. */
    private final FutexWord word = FutexWord.allocate(Arena.ofAuto());

    private final AtomicBoolean asleep = new AtomicBoolean();
    private boolean armed; // the poller's

    /** Any thread: ends the poller's sleep, if it sleeps. */
    void ring() {
        if (asleep.get() && asleep.compareAndSet(true, false)) {
            word.getAndAdd(1);
            word.wakeOne();
        }
    }

    /** Adds the wait on the word to the next submission, unless the kernel has it still. */
    void arm(Ring ring) {
        if (!armed) {
            ring.reserve();
            // whoever rings from here on changes what the word holds
            ring.submissions().futexWait(word, word.get(), FutexWord.ANY_BIT, UserData.DOORBELL);
            armed = true;
        }
    }

    /** The wait has completed. */
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
