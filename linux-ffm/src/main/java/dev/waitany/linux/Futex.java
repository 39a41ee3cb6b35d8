/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.linux;

import dev.waitany.linux.uapi.LinuxUapi;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.jspecify.annotations.Nullable;

/**
 * The futex calls. Words are 4-byte segments; {@code shared} says whether other processes may wait
 * there (the kernel keeps private and shared waiters apart, and a wake of one kind never finds a
 * waiter of the other).
 *
 * <p>Sources: man 2 futex, kernel/futex/syscalls.c.
 */
public final class Futex {
    /** Matches every waiter. */
    public static final int ANY_BIT = LinuxUapi.FUTEX_BITSET_MATCH_ANY();

    /** Wakes every waiter; 0xffffffff would wake one, the kernel takes it for -1. */
    public static final int ALL_WAITERS = Integer.MAX_VALUE;

    /** Most words of one futex_waitv(2). */
    public static final int WAITV_MAX = LinuxUapi.FUTEX_WAITV_MAX();

    private static final long PRIVATE = LinuxUapi.FUTEX_PRIVATE_FLAG();
    private static final long WAIT_BITSET = LinuxUapi.FUTEX_WAIT_BITSET();
    private static final long WAKE_BITSET = LinuxUapi.FUTEX_WAKE_BITSET();
    private static final long CMP_REQUEUE = LinuxUapi.FUTEX_CMP_REQUEUE();
    private static final long REALTIME = LinuxUapi.FUTEX_CLOCK_REALTIME();
    private static final long UNSIGNED = 0xffff_ffffL;
    private static final MemorySegment NULL = MemorySegment.NULL;

    // A count of waiters to move travels where a timeout would, and so as an address.
    private static final MemorySegment ONE = MemorySegment.ofAddress(1);
    private static final MemorySegment ALL = MemorySegment.ofAddress(ALL_WAITERS);

    private Futex() {}

    /**
     * Wakes up to {@code max} waiters (at least 1: 0 would wake one) whose bitset shares a bit with
     * {@code bitset}.
     *
     * @return how many the kernel counts as woken, or the negated errno
     */
    public static int wake(MemorySegment word, int max, int bitset, boolean shared) {
        long op = WAKE_BITSET | (shared ? 0 : PRIVATE);
        return (int)
                SystemCall.futex(CallState.current(), word, op, max, NULL, NULL, bitset & UNSIGNED);
    }

    /**
     * Blocks while the word holds {@code expected}, until woken or until {@code deadline}, absolute
     * on {@code clock}.
     *
     * @param deadline null for none
     * @return 0 when woken; -EAGAIN: another value; -ETIMEDOUT; -EINTR: a signal
     */
    public static int await(
            CallState state,
            MemorySegment word,
            int expected,
            int bitset,
            boolean shared,
            @Nullable Timespec deadline,
            Clock clock) {
        long op = WAIT_BITSET | (shared ? 0 : PRIVATE) | (clock == Clock.REALTIME ? REALTIME : 0);
        MemorySegment until = deadline == null ? NULL : deadline.segment();
        return (int)
                SystemCall.futex(
                        state, word, op, expected & UNSIGNED, until, NULL, bitset & UNSIGNED);
    }

    /**
     * Counts the waiters the kernel has queued on a word now, by requeueing none of them:
     * FUTEX_CMP_REQUEUE from a word to itself wakes nobody, moves nobody, and answers how many it
     * looked at. A waiter of futex_waitv(2) and one of a ring count as any other.
     *
     * @return the number, or -EAGAIN when the word changed meanwhile
     */
    public static int waiters(MemorySegment word, boolean shared) {
        long op = CMP_REQUEUE | (shared ? 0 : PRIVATE);
        int now = word.get(ValueLayout.JAVA_INT, 0);
        return (int) SystemCall.futex(CallState.current(), word, op, 0, ALL, word, now & UNSIGNED);
    }

    /**
     * Moves one sleeping private waiter from a word to another, asleep as it is: FUTEX_CMP_REQUEUE.
     * Woken there it returns as if it had waited there from the first; a signal, or its own
     * timeout, takes it off.
     *
     * @param expected of {@code from}; on {@code to} nothing is compared
     * @return how many were moved, 0 or 1; -EAGAIN: {@code from} holds another value
     */
    public static int move(CallState state, MemorySegment from, int expected, MemorySegment to) {
        return (int)
                SystemCall.futex(
                        state, from, CMP_REQUEUE | PRIVATE, 0, ONE, to, expected & UNSIGNED);
    }

    /**
     * futex_waitv(2): blocks until one of up to 128 words is woken, or until {@code deadline}.
     *
     * @param waiters an array of struct futex_waitv
     * @param deadline null for none
     * @param held what must stay open meanwhile: the words' arenas
     * @return the index of one woken word; -EAGAIN: some word differs; -ETIMEDOUT; -EINTR: a signal
     */
    public static int waitv(
            CallState state,
            MemorySegment waiters,
            int count,
            @Nullable Timespec deadline,
            Clock clock,
            Guards held) {
        long until = deadline == null ? 0 : deadline.segment().address();
        return (int)
                SystemCall.guarded(
                        state,
                        held,
                        LinuxUapi.__NR_futex_waitv(),
                        waiters.address(),
                        count,
                        0,
                        until,
                        clock.id(),
                        0);
    }

    /**
     * Asks for futex_waitv(2) with nothing to wait for: -EINVAL where the call exists, else why it
     * cannot be used.
     */
    public static int probeWaitv() {
        return (int)
                SystemCall.call(
                        CallState.current(), LinuxUapi.__NR_futex_waitv(), 0, 0, 0, 0, 0, 0);
    }
}
