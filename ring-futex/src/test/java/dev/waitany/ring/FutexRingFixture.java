/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring;

import dev.waitany.Deadline;
import dev.waitany.FutexWord;
import dev.waitany.Sharing;
import dev.waitany.linux.Errno;
import dev.waitany.linux.Futex;
import dev.waitany.ring.uring.RequiredRings;
import java.lang.foreign.Arena;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;

/**
 * Words, and what tests of a FutexRing have in common. A test opens its ring itself: on its thread.
 */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
abstract class FutexRingFixture {
    private static final Duration LONG = Duration.ofSeconds(20);

    final Arena arena = Arena.ofShared();
    final FutexWord[] words =
            Stream.generate(() -> FutexWord.allocate(arena)).limit(8).toArray(FutexWord[]::new);

    /** What operations have ended by, in the order in which listeners were told. */
    final List<String> told = new ArrayList<>();

    @BeforeEach
    void needsRings() {
        RequiredRings.assume();
    }

    @AfterEach
    void free() {
        arena.close();
    }

    /** Notes how an operation ended, under a name. */
    Listener noting(String name) {
        return ended -> told.add(name + " " + ended.kind() + " " + ended.value());
    }

    /** Awaits until so many operations have ended in all. */
    void awaitTold(FutexRing ring, int count) throws InterruptedException {
        while (told.size() < count) {
            if (ring.await(soon()) == 0) {
                throw new AssertionError("not in time: " + count + " ends; there are " + told);
            }
        }
    }

    static Deadline soon() {
        return Deadline.after(LONG);
    }

    /** How many waiters the kernel has queued on a word. */
    static int waiters(FutexWord word) {
        int count;
        do { // EAGAIN: it changed while we asked
            count = Futex.waiters(word.segment(), word.sharing() == Sharing.SHARED);
        } while (count == -Errno.EAGAIN);
        return count;
    }

    static void untilWaiters(FutexWord word, int count) {
        until(() -> waiters(word) == count, count + " waiters on " + word);
    }

    static void until(BooleanSupplier condition, String what) {
        Deadline limit = soon();
        while (!condition.getAsBoolean()) {
            if (limit.hasPassed()) {
                throw new AssertionError("not in time: " + what);
            }
            LockSupport.parkNanos(10_000);
        }
    }
}
