/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring;

import dev.waitany.FutexWord;
import dev.waitany.linux.Futex;
import java.lang.foreign.Arena;
import java.util.concurrent.locks.LockSupport;

/**
 * Tells when the kernel has let go of a ring's waits. A ring that is closed is torn down in the
 * kernel's own time, and until then its waits take wakes; what is armed first is let go last, as
 * the kernel walks the list of waits from the newest (io_uring/futex.c, futex_list).
 */
final class Canary {
    private static final long PAUSE = 20_000; // ns
    private static final long LIMIT =
            10_000_000_000L; // ns; a kernel that takes longer is not waited for

    private final FutexWord word;
    private boolean armed;

    Canary(Arena arena) {
        this.word = FutexWord.allocate(arena);
    }

    /** Adds its wait, before all others; whether it did, which is once. */
    boolean arm(Ring ring) {
        if (armed) {
            return false;
        }
        ring.reserve();
        ring.submissions().futexWait(word, 0, FutexWord.ANY_BIT, UserData.CANARY);
        armed = true;
        return true;
    }

    /** Returns when its wait is gone, after the ring was closed. By any thread. */
    void awaitEnd() {
        long begin = System.nanoTime();
        while (Futex.waiters(word.segment(), false) > 0 && System.nanoTime() - begin < LIMIT) {
            LockSupport.parkNanos(this, PAUSE);
        }
    }
}
