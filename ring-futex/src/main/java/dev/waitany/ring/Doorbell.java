/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring;

import dev.waitany.linux.Futex;
import dev.waitany.linux.FutexFlags;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Ends a poller's blocking: a futex word that the poller's ring waits on beside all others.
 *
 * <p>A visitor puts something into the inbox and then looks whether the poller sleeps; the poller
 * says that it sleeps and then looks into the inbox. One of them sees the other (both are
 * volatile). Of many visitors, one rings.
 */
final class Doorbell {
    private static final ValueLayout.OfInt LAYOUT = ValueLayout.JAVA_INT;
    private static final VarHandle VALUE = LAYOUT.varHandle();
    private static final long LINE = 128;

    /** Freed by the garbage collector: visitors may come when the poller is gone. */
    private final MemorySegment word = Arena.ofAuto().allocate(LINE, LINE).asSlice(0, LAYOUT);

    private final AtomicBoolean asleep = new AtomicBoolean();
    private boolean armed; // the poller's

    /** Any thread: ends the poller's sleep, if it sleeps. */
    void ring() {
        if (asleep.get() && asleep.compareAndSet(true, false)) {
            VALUE.getAndAdd(word, 0L, 1);
            Futex.wake(word, 1, Futex.ANY_BIT, false);
        }
    }

    /** Adds the wait on the word to the next submission, unless the kernel has it still. */
    void arm(Ring ring) {
        if (!armed) {
            ring.reserve();
            int now = (int) VALUE.getAcquire(word, 0L); // whoever rings from here on changes it
            ring.submissions()
                    .futexWait(
                            word.address(),
                            now,
                            Futex.ANY_BIT,
                            FutexFlags.of(false),
                            UserData.DOORBELL);
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
