/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.emulation;

import dev.waitany.linux.CallState;
import dev.waitany.linux.Clock;
import dev.waitany.linux.Futex;
import dev.waitany.linux.SignalTarget;
import dev.waitany.linux.Timespec;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/**
 * What the strategy asks of the kernel during a wait: futex calls, signals, and threads. This is
 * the seam for tests: an implementation can refuse a call, throw before or after it, or delay it.
 *
 * <p>Thread-safe.
 */
interface FutexCalls {
    /** The running kernel. */
    FutexCalls KERNEL = new FutexCalls() {};

    /**
     * Blocks on a word.
     *
     * @return as {@link Futex#await}
     */
    default int await(
            CallState state,
            MemorySegment word,
            int expected,
            int bitset,
            boolean shared,
            @Nullable Timespec deadline,
            Clock clock) {
        return Futex.await(state, word, expected, bitset, shared, deadline, clock);
    }

    /**
     * Lets timed sleeps of the calling thread end on time.
     *
     * @return as {@link Clock#shortenSlack}
     */
    default long shortenSlack(CallState state) {
        return Clock.shortenSlack(state);
    }

    /** Undoes {@link #shortenSlack}, which has returned {@code before}. */
    default void restoreSlack(CallState state, long before) {
        Clock.restoreSlack(state, before);
    }

    /**
     * Wakes one waiter of a private word.
     *
     * @return the number of waiters woken, or the negated errno
     */
    default int wakeOne(MemorySegment word) {
        return Futex.wake(word, 1, Futex.ANY_BIT, false);
    }

    /**
     * Wakes one waiter of a word whose bitset shares a bit.
     *
     * @return the number of waiters woken, or the negated errno
     */
    default int wakeWaiter(MemorySegment word, int bitset, boolean shared) {
        return Futex.wake(word, 1, bitset, shared);
    }

    /**
     * Wakes one waiter of a private word that holds {@code expected}.
     *
     * @return as {@link Futex#wakeOneIf}
     */
    default int wakeOneIf(CallState state, MemorySegment word, int expected) {
        return Futex.wakeOneIf(state, word, expected);
    }

    /**
     * Moves one waiter from a word to another without waking it.
     *
     * @return as {@link Futex#requeueOne}
     */
    default int requeueOne(CallState state, MemorySegment from, int expected, MemorySegment to) {
        return Futex.requeueOne(state, from, expected, to);
    }

    /** Starts a helper's thread. */
    default void start(Thread thread) {
        thread.start();
    }

    /** Returns the calling thread, a helper's, as a target of signals. */
    default SignalTarget target() {
        return SignalTarget.ofCurrentThread();
    }

    /**
     * Sends the alert signal to a helper's thread once. The signal may arrive at any time.
     *
     * @return false if that is impossible: other code has handlers for all signals
     */
    default boolean signal(SignalTarget target) {
        try {
            target.signal();
            return true;
        } catch (IllegalStateException noneIsFree) {
            return false;
        }
    }
}
