/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.syscall;

import dev.waitany.Deadline;
import dev.waitany.FutexWord;
import dev.waitany.Sharing;
import dev.waitany.WaitSet;
import dev.waitany.linux.ArenaHold;
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
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Blocks its thread in futex_waitv(2), one call per wait.
 *
 * <p>A call that was woken takes the thread off every word and returns the highest index of the
 * woken words. It does not report the other wakes, of which it has consumed at most one for each
 * word. A waker changes the word before it wakes, so every other word that has changed by then
 * counts as a surplus wake. This can count too many, but misses none.
 *
 * <p><b>Nothing is lost.</b> The thread holds the arenas of all words from before the call until it
 * has looked at the words, see {@link ArenaHold}: no look can meet a closed arena. There is room
 * for the surplus wakes before the call begins. If a look fails all the same (memory of a file that
 * was cut), every word counts as woken. The same holds if the call itself throws: nobody knows
 * whether the kernel has answered before that. A call that ends in another way has consumed no
 * wake: the kernel reports a wake before an error, a signal or the deadline.
 *
 * <p><b>Deadlines.</b> The call takes an absolute time of the kernel's clock, which is made from
 * the remaining time for each call. If the kernel's clock runs ahead of the deadline's, the call is
 * made again, unless an alert has come: it would be missed.
 *
 * <p>The native array is kept for the thread. Addresses are written when a set follows another one
 * or has other words, expected values with every wait.
 *
 * <p>Owned by its thread. {@link #alert()} may be called by any thread, see {@link ThreadAlert};
 * {@link #close()} by any thread once the owner waits no more.
 *
 * <p>Source: kernel/futex/waitwake.c, futex_wait_multiple and futex_unqueue_multiple.
 */
final class WaitvWaiter implements Waiter {
    private static final int NONE = -1;

    private final WaitvCall call;
    private final ThreadAlert alert = ThreadAlert.ofCurrentThread();
    private final CallState state = CallState.allocate();
    private final ArenaHold hold = new ArenaHold(this::waitHoldingArenas);
    private final Arena arena = Arena.ofShared(); // another thread than the owner may close it
    private final Timespec timespec;
    private final WaitvArray array;
    private @Nullable WaitSet prepared; // the set whose addresses the array holds
    private int generation; // of its words
    private final Guards.Refilled arenas = new Guards.Refilled();

    // Arguments of the wait under way, in fields so that it makes no garbage.
    private Deadline deadline = Deadline.never();
    private SurplusWakes surplus = new SurplusWakes();
    private boolean alerted; // in the last call, which may have ended otherwise

    WaitvWaiter(WaitvCall call) {
        this.call = call;
        try {
            this.timespec = new Timespec(arena);
            this.array = new WaitvArray(arena, Futex.WAITV_MAX);
        } catch (Throwable failure) {
            arena.close();
            throw failure;
        }
    }

    @Override
    public int await(WaitSet set, Deadline deadline, SurplusWakes surplus) {
        if (set != prepared || StrategyAccess.generation(set) != generation) {
            prepare(set);
        }
        for (int i = 0; i < set.size(); i++) {
            array.expect(i, set.expected(i));
        }
        surplus.reserve(set.size());
        this.deadline = deadline;
        this.surplus = surplus;
        return (int) hold.run(arenas.guards());
    }

    @Override
    public void alert() {
        alert.alert();
    }

    @Override
    public void close() {
        arena.close();
    }

    private long waitHoldingArenas() {
        WaitSet set = Objects.requireNonNull(prepared);
        int result;
        alerted = false;
        do {
            if (!alert.enter()) {
                return Outcome.ALERTED;
            }
            try {
                result = blockAndLeave(set.size());
            } catch (Throwable unknown) { // the kernel may have counted a wake
                noteAll(set, NONE, surplus);
                throw unknown;
            }
        } while (result == -Errno.ETIMEDOUT && !alerted && !deadline.hasPassed());
        if (result >= 0) {
            noteChanged(set, result);
            return result;
        }
        boolean tooEarly = result == -Errno.ETIMEDOUT && !deadline.hasPassed();
        return tooEarly ? Outcome.ALERTED : outcome(-result);
    }

    private int blockAndLeave(int count) {
        try {
            return block(count);
        } finally {
            alerted = alert.leave();
        }
    }

    private int block(int count) {
        return switch (deadline.kind()) {
            case NEVER -> call.await(state, array.segment(), count, null, Clock.MONOTONIC);
            case MONOTONIC -> block(count, Clock.MONOTONIC);
            case REALTIME -> block(count, Clock.REALTIME);
        };
    }

    private int block(int count, Clock clock) {
        timespec.setAfter(clock, deadline.remaining());
        return call.await(state, array.segment(), count, timespec, clock);
    }

    /** Notes the words that have changed. Throws nothing: a wake is consumed. */
    private void noteChanged(WaitSet set, int woken) {
        try {
            surplus.addChanged(set, woken);
        } catch (Throwable unreadable) {
            noteAll(set, woken, surplus);
        }
    }

    /** Notes every word but one, each once. */
    static void noteAll(WaitSet set, int except, SurplusWakes noted) {
        for (int i = 0; i < set.size(); i++) {
            noted.remove(i);
            if (i != except) {
                noted.add(i);
            }
        }
    }

    private void prepare(WaitSet set) {
        prepared = null; // in case this fails half way
        arenas.clear();
        for (int i = 0; i < set.size(); i++) {
            FutexWord word = set.word(i);
            arenas.add(word.segment());
            array.word(i, word.address(), word.sharing() == Sharing.SHARED);
        }
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
