/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring.strategy;

import dev.waitany.FutexWord;
import dev.waitany.linux.Futex;
import dev.waitany.ring.entries.UserData;
import dev.waitany.ring.uring.Ring;
import java.lang.foreign.Arena;
import java.util.concurrent.locks.LockSupport;

/**
 * Tells when the kernel has removed a closed ring's waits from their words.
 *
 * <p>The kernel tears a closed ring down asynchronously, and until then its waits consume wakes. It
 * walks the list of waits from the newest to the oldest (io_uring/futex.c, futex_list). So the wait
 * that was armed first, the canary, is removed last.
 */
final class Canary {
    /** The user_data of its wait. */
    static final long USER_DATA = UserData.FIRST_FREE;

    private static final long PAUSE = 20_000; // ns
    private static final long LIMIT = 10_000_000_000L; // ns; gives up on a slower kernel

    private final FutexWord word;
    private boolean armed;

    Canary(Arena arena) {
        this.word = FutexWord.allocate(arena);
    }

    /**
     * Adds the wait, once, before all others.
     *
     * @return whether this call added it
     */
    boolean arm(Ring ring) {
        if (armed) {
            return false;
        }
        ring.reserve();
        ring.submissions().futexWait(word, 0, FutexWord.ANY_BIT, USER_DATA);
        armed = true;
        return true;
    }

    /** Notes that the ring does not have the wait, so that {@link #arm} adds it. */
    void forget() {
        armed = false;
    }

    /** Returns when the wait is gone, after the ring was closed. Any thread may call it. */
    void awaitEnd() {
        long begin = System.nanoTime();
        while (Futex.waiters(word.segment(), false) > 0 && System.nanoTime() - begin < LIMIT) {
            LockSupport.parkNanos(this, PAUSE);
        }
    }
}
