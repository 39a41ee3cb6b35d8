/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.emulation;

import dev.waitany.Deadline;
import dev.waitany.FutexWord;
import dev.waitany.linux.CallState;
import dev.waitany.linux.Clock;
import dev.waitany.linux.Errno;
import dev.waitany.linux.Timespec;
import java.lang.foreign.Arena;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * An event count on a futex word. One thread sleeps on it until another thread announces an event.
 *
 * <p>The sleeper reads the count, checks its condition, and sleeps while the count is unchanged:
 *
 * <pre>{@code
 * int seen = events.read();
 * if (!condition()) {
 *     events.await(seen, deadline);
 * }
 * }</pre>
 *
 * <p>Another thread makes the condition true and then calls {@link #advance()}. If it does so after
 * the sleeper's check, the count differs from {@code seen} and the kernel does not let the sleeper
 * block. No event is missed, and a late or surplus {@code advance} only causes one more check.
 *
 * <p>{@code advance} releases and {@link #read()} acquires. A condition that is checked after
 * {@code read} therefore includes what was written before each {@code advance} that the count
 * contains.
 *
 * <p>The kernel lets a sleep with a deadline end up to 50 µs late, by the timer slack of the
 * thread. The sleeper is a thread of the user, so its slack is shortened for such a sleep only.
 *
 * <p>The word's memory is freed by the garbage collector, since a late {@code advance} may come at
 * any time.
 *
 * <p>Source: Reed and Kanodia, "Synchronization with Eventcounts and Sequencers", Communications of
 * the ACM 22(2), 1979.
 */
final class EventCount {
    private static final int MOST_TRIES = 3; // of a caller that has no stack left
    private static final long PAUSE = 20_000; // ns between tries

    private final FutexCalls calls;
    private final Arena arena = Arena.ofAuto();
    private final FutexWord count = FutexWord.allocate(arena);
    private final Timespec timespec = new Timespec(arena);
    private final CallState state = CallState.allocate();

    EventCount(FutexCalls calls) {
        this.calls = calls;
    }

    /**
     * Announces an event: the sleeper checks its condition again. May be called by any thread.
     *
     * <p>The sleeper would sleep on if the wake failed. It is therefore repeated until the kernel
     * has answered. Of a wake too many the sleeper makes nothing.
     *
     * @throws StackOverflowError if the calling thread has no stack left
     */
    void advance() {
        count.getAndAdd(1);
        for (int tries = 1; !hasWoken(tries); tries++) {
            LockSupport.parkNanos(this, PAUSE);
        }
    }

    private boolean hasWoken(int tries) {
        try {
            return calls.wakeOne(count.segment()) >= 0;
        } catch (StackOverflowError tooDeep) {
            if (tries == MOST_TRIES) {
                throw tooDeep;
            }
            return false;
        } catch (RuntimeException | Error repeated) {
            return false;
        }
    }

    /** Returns the count. The sleeper reads it before it checks its condition. */
    int read() {
        return count.get();
    }

    /**
     * Blocks the sleeper until the count differs from {@code seen} or the deadline passes. May
     * return early.
     *
     * @return false if the kernel's clock says that the deadline has passed
     */
    boolean await(int seen, Deadline deadline) {
        return switch (deadline.kind()) {
            case NEVER -> await(seen, null, Clock.MONOTONIC);
            case MONOTONIC -> onTime(seen, deadline, Clock.MONOTONIC);
            case REALTIME -> onTime(seen, deadline, Clock.REALTIME);
        };
    }

    private boolean onTime(int seen, Deadline deadline, Clock clock) {
        long slack = calls.shortenSlack(state);
        try {
            return await(seen, deadline.remaining(), clock);
        } finally {
            calls.restoreSlack(state, slack);
        }
    }

    /**
     * Blocks the sleeper until the count differs from {@code seen}, or until a time on the clock of
     * {@link System#nanoTime()}. May return early.
     */
    void await(int seen, long until) {
        await(seen, until - System.nanoTime(), Clock.MONOTONIC);
    }

    private boolean await(int seen, long remaining, Clock clock) {
        return await(seen, timespec.setAfter(clock, remaining), clock);
    }

    private boolean await(int seen, @Nullable Timespec until, Clock clock) {
        int answer =
                calls.await(state, count.segment(), seen, FutexWord.ANY_BIT, false, until, clock);
        return answer != -Errno.ETIMEDOUT;
    }
}
