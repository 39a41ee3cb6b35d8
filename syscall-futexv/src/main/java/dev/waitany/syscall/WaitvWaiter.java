/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.syscall;

import dev.waitany.Deadline;
import dev.waitany.Sharing;
import dev.waitany.WaitSet;
import dev.waitany.linux.CallState;
import dev.waitany.linux.Clock;
import dev.waitany.linux.Errno;
import dev.waitany.linux.Futex;
import dev.waitany.linux.Guards;
import dev.waitany.linux.ThreadAlert;
import dev.waitany.linux.Timespec;
import dev.waitany.linux.WaitvArray;
import dev.waitany.spi.Outcome;
import dev.waitany.spi.StrategyAccess;
import dev.waitany.spi.SurplusWakes;
import dev.waitany.spi.Waiter;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/**
 * Blocks its thread in futex_waitv(2), one call per wait.
 *
 * <p>A call that was woken takes the thread off every word and returns the highest index of the
 * woken words. It does not report the other wakes, of which it has consumed at most one for each
 * word. A waker changes the word before it wakes, so every other word that has changed by then
 * counts as a surplus wake. This can count too many, but misses none.
 *
 * <p>The native array is kept for the thread. Addresses are written once per set, expected values
 * with every wait.
 *
 * <p>Owned by its thread. {@link #alert()} may be called by any thread, see {@link ThreadAlert};
 * {@link #close()} by any thread once the owner waits no more.
 *
 * <p>Source: kernel/futex/waitwake.c, futex_wait_multiple and futex_unqueue_multiple.
 */
final class WaitvWaiter implements Waiter {
    private final Arena arena = Arena.ofShared(); // another thread than the owner may close it
    private final CallState state = CallState.allocate();
    private final ThreadAlert alert = ThreadAlert.ofCurrentThread();
    private final Timespec timespec = new Timespec(arena);
    private final WaitvArray array = new WaitvArray(arena, Futex.WAITV_MAX);
    private @Nullable WaitSet prepared; // the set whose addresses the array holds
    private int generation; // of its words
    private Guards guards = Guards.NONE;

    @Override
    public int await(WaitSet set, Deadline deadline, SurplusWakes surplus) {
        if (set != prepared || StrategyAccess.generation(set) != generation) {
            prepare(set);
        }
        for (int i = 0; i < set.size(); i++) {
            array.expect(i, set.expected(i));
        }
        Timespec until =
                deadline.kind() == Deadline.Kind.NEVER ? null : timespec.set(deadline.nanos());
        Clock clock = deadline.kind() == Deadline.Kind.REALTIME ? Clock.REALTIME : Clock.MONOTONIC;
        if (!alert.enter()) {
            return Outcome.ALERTED;
        }
        int result;
        try {
            result = Futex.waitv(state, array.segment(), set.size(), until, clock, guards);
        } finally {
            alert.leave();
        }
        if (result >= 0) {
            surplus.addChanged(set, result);
            return result;
        }
        return outcome(-result);
    }

    @Override
    public void alert() {
        alert.alert();
    }

    @Override
    public void close() {
        arena.close();
    }

    private void prepare(WaitSet set) {
        MemorySegment[] segments = new MemorySegment[set.size()];
        for (int i = 0; i < segments.length; i++) {
            segments[i] = set.word(i).segment();
            array.word(i, set.word(i).address(), set.word(i).sharing() == Sharing.SHARED);
        }
        guards = Guards.of(segments);
        prepared = set;
        generation = StrategyAccess.generation(set);
    }

    private static int outcome(int errno) {
        if (errno == Errno.EAGAIN) {
            return Outcome.CHANGED;
        }
        if (errno == Errno.ETIMEDOUT) {
            return Outcome.TIMED_OUT;
        }
        if (errno == Errno.EINTR) {
            return Outcome.ALERTED;
        }
        throw new IllegalStateException("futex_waitv(2): " + Errno.name(errno));
    }
}
