/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.emulation;

import dev.waitany.Deadline;
import dev.waitany.FutexWord;
import dev.waitany.linux.CallState;
import dev.waitany.linux.Clock;
import dev.waitany.linux.Errno;
import dev.waitany.linux.Futex;
import dev.waitany.linux.Timespec;
import java.lang.foreign.Arena;
import org.jspecify.annotations.Nullable;

/**
 * What one thread sleeps on while others may knock: a futex word that counts the knocks. The
 * sleeper reads the count, looks whether there is cause to sleep, and sleeps while the count is
 * that. Its memory is never freed under a late knock.
 */
final class Knock {
    private final Arena arena = Arena.ofAuto();
    private final FutexWord count = FutexWord.allocate(arena);
    private final Timespec timespec = new Timespec(arena);
    private final CallState state = CallState.allocate();

    /** By anybody: the sleeper looks again. */
    void now() {
        count.getAndAdd(1);
        count.wakeOne();
    }

    /** By the sleeper, before it looks. */
    int heard() {
        return count.get();
    }

    /** By the sleeper; returns at the next knock, at times before. False: the deadline passed. */
    boolean awaitNext(int heard, Deadline deadline) {
        return switch (deadline.kind()) {
            case NEVER -> await(heard, null, Clock.MONOTONIC);
            case MONOTONIC -> await(heard, timespec.set(deadline.nanos()), Clock.MONOTONIC);
            case REALTIME -> await(heard, timespec.set(deadline.nanos()), Clock.REALTIME);
        };
    }

    /** As above, until a value of {@link System#nanoTime()}, which is the kernel's monotonic. */
    void awaitNext(int heard, long until) {
        await(heard, timespec.set(until), Clock.MONOTONIC);
    }

    private boolean await(int heard, @Nullable Timespec until, Clock clock) {
        int answer =
                Futex.await(state, count.segment(), heard, FutexWord.ANY_BIT, false, until, clock);
        return answer != -Errno.ETIMEDOUT;
    }
}
