/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.linux;

import dev.waitany.linux.uapi.LinuxUapi;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.jspecify.annotations.Nullable;

/**
 * The futex system calls: wake, wait, requeue, count and vectored wait.
 *
 * <p>A word is a segment of 4 bytes, aligned to 4. A parameter {@code shared} selects the kind of
 * futex. The kernel keeps private and shared waiters apart: a wake of one kind never finds a waiter
 * of the other kind, even on the same address.
 *
 * <p>All methods may be called from any thread.
 *
 * <p>Source: man 2 futex, man 2 futex_waitv, kernel/futex/syscalls.c.
 */
public final class Futex {
    /** The bitset that matches every waiter. */
    public static final int ANY_BIT = LinuxUapi.FUTEX_BITSET_MATCH_ANY();

    /** The count that wakes every waiter. The kernel reads 0xffffffff as -1 and would wake one. */
    public static final int ALL_WAITERS = Integer.MAX_VALUE;

    /** The largest number of words of one futex_waitv(2) call. */
    public static final int WAITV_MAX = LinuxUapi.FUTEX_WAITV_MAX();

    private static final long PRIVATE = LinuxUapi.FUTEX_PRIVATE_FLAG();
    private static final long WAIT_BITSET = LinuxUapi.FUTEX_WAIT_BITSET();
    private static final long WAKE_BITSET = LinuxUapi.FUTEX_WAKE_BITSET();
    private static final long CMP_REQUEUE = LinuxUapi.FUTEX_CMP_REQUEUE();
    private static final long REALTIME = LinuxUapi.FUTEX_CLOCK_REALTIME();
    private static final long UNSIGNED = 0xffff_ffffL;
    private static final MemorySegment NULL = MemorySegment.NULL;

    // The kernel reads the number of waiters to requeue from the timeout argument, a pointer.
    private static final MemorySegment ONE = MemorySegment.ofAddress(1);
    private static final MemorySegment ALL = MemorySegment.ofAddress(ALL_WAITERS);

    /** The FUTEX2_ flags of a 32-bit word that only threads of this process use. */
    public static final int PRIVATE_WORD = LinuxUapi.FUTEX2_SIZE_U32() | LinuxUapi.FUTEX2_PRIVATE();

    /** The FUTEX2_ flags of a 32-bit word that other processes may map too. */
    public static final int SHARED_WORD = LinuxUapi.FUTEX2_SIZE_U32();

    private Futex() {}

    /** Returns the FUTEX2_ flags of a private or a shared word. */
    public static int flags(boolean shared) {
        return shared ? SHARED_WORD : PRIVATE_WORD;
    }

    /**
     * Wakes up to {@code max} waiters whose bitset shares a bit with {@code bitset}.
     *
     * @param max at least 1; the kernel wakes one waiter even if it is 0
     * @return the number of waiters that the kernel counts as woken, or the negated errno
     */
    public static int wake(MemorySegment word, int max, int bitset, boolean shared) {
        long op = WAKE_BITSET | (shared ? 0 : PRIVATE);
        return (int)
                SystemCall.futex(
                        CallState.ofThread(), word, op, max, NULL, NULL, bitset & UNSIGNED);
    }

    /**
     * Blocks until a wake or the deadline, if the word holds {@code expected}. The kernel compares
     * the word and queues the thread as one step with respect to wakes.
     *
     * @param deadline an absolute time on {@code clock}, or null for none
     * @return 0 after a wake, -EAGAIN if the word holds another value, -ETIMEDOUT at the deadline,
     *     -EINTR after a signal, or another negated errno
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
                        state.segment(),
                        word,
                        op,
                        expected & UNSIGNED,
                        until,
                        NULL,
                        bitset & UNSIGNED);
    }

    /**
     * Counts the waiters that the kernel has queued on a word. Waiters of futex_waitv(2) and of
     * io_uring count like all others.
     *
     * <p>The call is FUTEX_CMP_REQUEUE from the word to itself. This wakes and moves no waiter, and
     * returns how many waiters it has visited. Source: kernel/futex/requeue.c, futex_requeue.
     *
     * @return the number of waiters, or -EAGAIN if the word changed during the call
     */
    public static int waiters(MemorySegment word, boolean shared) {
        long op = CMP_REQUEUE | (shared ? 0 : PRIVATE);
        int now = word.get(ValueLayout.JAVA_INT, 0);
        return (int) SystemCall.futex(CallState.ofThread(), word, op, 0, ALL, word, now & UNSIGNED);
    }

    /**
     * Moves one private waiter from one word to another without waking it (FUTEX_CMP_REQUEUE). Its
     * wait then ends by a wake on {@code to}, a signal, or its own timeout.
     *
     * <p>A signal whose handler has SA_RESTART restarts the wait on {@code from}, and so does a
     * spurious wakeup of the thread, such as a late one of its previous wait. A caller that must
     * know changes the value of {@code from} after the move. Source: kernel/futex/requeue.c,
     * kernel/futex/waitwake.c.
     *
     * @param expected the value that {@code from} must hold; the value of {@code to} is not
     *     compared
     * @return the number of waiters moved, 0 or 1; -EAGAIN if {@code from} holds another value, or
     *     another negated errno
     */
    public static int requeueOne(
            CallState state, MemorySegment from, int expected, MemorySegment to) {
        return (int)
                SystemCall.futex(
                        state.segment(),
                        from,
                        CMP_REQUEUE | PRIVATE,
                        0,
                        ONE,
                        to,
                        expected & UNSIGNED);
    }

    /**
     * Wakes one private waiter of a word if the word holds {@code expected} (FUTEX_CMP_REQUEUE that
     * moves no waiter). The kernel compares the word and wakes as one step with respect to waits
     * that begin. So a waiter that went to sleep after the word had changed is not woken.
     *
     * @return the number of waiters woken, 0 or 1; -EAGAIN if the word holds another value, or
     *     another negated errno
     */
    public static int wakeOneIf(CallState state, MemorySegment word, int expected) {
        return (int)
                SystemCall.futex(
                        state.segment(),
                        word,
                        CMP_REQUEUE | PRIVATE,
                        1,
                        NULL,
                        word,
                        expected & UNSIGNED);
    }

    /**
     * Blocks until a wake on one of up to {@link #WAITV_MAX} words or the deadline, if each word
     * holds its expected value: futex_waitv(2).
     *
     * @param waiters an array of {@code struct futex_waitv}
     * @param count the number of elements to wait on
     * @param deadline an absolute time on {@code clock}, or null for none
     * @param held the arenas that must not be closed during the call: those of the words
     * @return the index of a woken word, -EAGAIN if a word holds another value, -ETIMEDOUT at the
     *     deadline, -EINTR after a signal, or another negated errno
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
     * Calls futex_waitv(2) as {@link #waitv(CallState, MemorySegment, int, Timespec, Clock,
     * Guards)} does, for a caller that holds the arenas itself, with an {@link ArenaHold}.
     */
    public static int waitv(
            CallState state,
            MemorySegment waiters,
            int count,
            @Nullable Timespec deadline,
            Clock clock) {
        long until = deadline == null ? 0 : deadline.segment().address();
        return (int)
                SystemCall.call(
                        state.segment(),
                        LinuxUapi.__NR_futex_waitv(),
                        waiters.address(),
                        count,
                        0,
                        until,
                        clock.id(),
                        0);
    }

    /**
     * Calls futex_waitv(2) with no words, to find out whether the call can be used.
     *
     * @return -EINVAL if it can; otherwise the negated errno of the refusal, -ENOSYS or -EPERM for
     *     example
     */
    public static int probeWaitv() {
        return (int)
                SystemCall.call(
                        CallState.ofThread(), LinuxUapi.__NR_futex_waitv(), 0, 0, 0, 0, 0, 0);
    }
}
