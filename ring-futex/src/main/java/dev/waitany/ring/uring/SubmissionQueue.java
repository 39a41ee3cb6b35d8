/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring.uring;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.waitany.FutexWord;
import dev.waitany.Sharing;
import dev.waitany.WaitSet;
import dev.waitany.linux.Futex;
import dev.waitany.linux.WaitvArray;
import dev.waitany.linux.uapi.LinuxUapi;
import dev.waitany.linux.uapi.io_uring_sqe;
import java.lang.foreign.MemorySegment;
import java.util.function.LongConsumer;

/**
 * The entries that the kernel takes next, in the order in which they were filled.
 *
 * <p>Each method fills one whole entry; the next enter publishes and submits it. The caller checks
 * {@link #isFull()} first, or calls {@link Ring#reserve()}. Source: include/uapi/linux/io_uring.h,
 * and io_uring/futex.c for the fields of the futex operations.
 */
public final class SubmissionQueue {
    private static final long ENTRY = io_uring_sqe.sizeof();
    private static final long OPCODE = io_uring_sqe.opcode$offset();
    private static final long FLAGS = io_uring_sqe.flags$offset();
    private static final long FD = io_uring_sqe.fd$offset();
    private static final long OFF = io_uring_sqe.off$offset();
    private static final long ADDR = io_uring_sqe.addr$offset();
    private static final long LEN = io_uring_sqe.len$offset();
    private static final long OP_FLAGS = io_uring_sqe.rw_flags$offset();
    private static final long USER_DATA = io_uring_sqe.user_data$offset();
    private static final long ADDR3 = io_uring_sqe.addr3$offset();
    private static final long UNSIGNED = 0xffff_ffffL;

    private static final byte FUTEX_WAIT = (byte) LinuxUapi.IORING_OP_FUTEX_WAIT();
    private static final byte FUTEX_WAITV = (byte) LinuxUapi.IORING_OP_FUTEX_WAITV();
    private static final byte FUTEX_WAKE = (byte) LinuxUapi.IORING_OP_FUTEX_WAKE();
    private static final byte WRITE = (byte) LinuxUapi.IORING_OP_WRITE();
    private static final byte LINK_TIMEOUT = (byte) LinuxUapi.IORING_OP_LINK_TIMEOUT();
    private static final byte ASYNC_CANCEL = (byte) LinuxUapi.IORING_OP_ASYNC_CANCEL();
    private static final byte TIMEOUT = (byte) LinuxUapi.IORING_OP_TIMEOUT();
    private static final byte POLL_ADD = (byte) LinuxUapi.IORING_OP_POLL_ADD();
    private static final byte SILENT = (byte) (1 << LinuxUapi.IOSQE_CQE_SKIP_SUCCESS_BIT());
    private static final int CANCEL_EVERYTHING =
            LinuxUapi.IORING_ASYNC_CANCEL_ANY() | LinuxUapi.IORING_ASYNC_CANCEL_ALL();
    private static final int REALTIME_POINT =
            LinuxUapi.IORING_TIMEOUT_ABS() | LinuxUapi.IORING_TIMEOUT_REALTIME();
    private static final long CURRENT_POSITION = -1;

    private final MemorySegment entries;
    private final SubmissionIndices indices;
    private boolean vectored; // whether there ever was a vectored wait

    SubmissionQueue(MemorySegment ring, MemorySegment entries, MemorySegment params) {
        this.entries = entries;
        this.indices = new SubmissionIndices(ring, params);
    }

    public boolean isFull() {
        return indices.room() == 0;
    }

    /** Returns the number of entries that the kernel has not taken yet. */
    public int pending() {
        return indices.pending();
    }

    /** Returns the position behind the entry that was filled last, for {@link #hasTaken}. */
    int position() {
        return indices.position();
    }

    /** Tells whether the kernel has taken all entries before a position. */
    boolean hasTaken(int position) {
        return indices.hasTaken(position);
    }

    /** Returns the number of entries that fit in addition to the pending ones. */
    public int room() {
        return indices.room();
    }

    /** Returns the number of entries that the queue holds. */
    public int capacity() {
        return indices.capacity();
    }

    /** Makes the entries visible to the kernel. */
    void publish() {
        indices.publish();
    }

    /** Notes that an enter took the first {@code count} pending entries. */
    void took(int count) {
        indices.took(count);
    }

    /** Corrects {@link #pending()} after an enter that threw: the kernel may have taken entries. */
    void askTaken() {
        indices.askTaken();
    }

    /**
     * Returns the number of entries that were filled since the ring was opened. It wraps: compare
     * by difference.
     */
    public int filled() {
        return indices.filled();
    }

    /**
     * Takes back all entries that the kernel has not taken, so that no later enter submits them.
     *
     * @param withdrawn receives the user_data of each
     */
    public void withdraw(LongConsumer withdrawn) {
        indices.askTaken();
        int count = pending();
        for (int i = 0; i < count; i++) {
            withdrawn.accept(entries.get(JAVA_LONG, indices.pendingEntry(i) * ENTRY + USER_DATA));
        }
        indices.rewind(indices.filled() - count);
    }

    /**
     * Takes back the entries that were filled since {@link #filled()} returned a number, if the
     * kernel has taken none of them.
     *
     * @return whether it had taken none
     */
    public boolean rewind(int filled) {
        indices.askTaken();
        if (indices.filled() - filled > pending()) {
            return false;
        }
        indices.rewind(filled);
        return true;
    }

    /**
     * Tells whether the kernel keeps completions for which the completion queue had no room. The
     * next enter that reaps fetches them.
     */
    public boolean completionsOverflow() {
        return indices.completionsOverflow();
    }

    /** Tells whether an enter would make completions that are deferred. */
    boolean wantsEnter() {
        return indices.wantsEnter();
    }

    /** Adds a wait while the word holds {@code expected}. */
    public void futexWait(FutexWord word, int expected, int bitset, long userData) {
        futex(FUTEX_WAIT, word, expected & UNSIGNED, bitset, userData);
    }

    /**
     * Adds a vectored wait on {@code count} words of a set, from place {@code from} on. The kernel
     * copies the array when it takes the entry.
     *
     * @param array receives the words, from element {@code at} on
     */
    public void futexWaitv(
            WaitvArray array, int at, WaitSet set, int from, int count, long userData) {
        for (int i = 0; i < count; i++) {
            FutexWord word = set.word(from + i);
            array.word(at + i, word.address(), word.sharing() == Sharing.SHARED);
            array.expect(at + i, set.expected(from + i));
        }
        vectored = true;
        long entry = next(FUTEX_WAITV, userData);
        entries.set(JAVA_LONG, entry + ADDR, array.address(at));
        entries.set(JAVA_INT, entry + LEN, count);
    }

    /** Tells whether a vectored wait was ever added. */
    boolean hadVectoredWaits() {
        return vectored;
    }

    /** Adds a wake of up to {@code max} waiters. Unlike futex(2), 0 wakes none. */
    public void futexWake(FutexWord word, int max, int bitset, long userData) {
        futex(FUTEX_WAKE, word, max, bitset, userData);
    }

    private void futex(byte opcode, FutexWord word, long value, int bitset, long userData) {
        long at = next(opcode, userData);
        entries.set(JAVA_INT, at + FD, Futex.flags(word.sharing() == Sharing.SHARED));
        entries.set(JAVA_LONG, at + ADDR, word.address());
        entries.set(JAVA_LONG, at + OFF, value);
        entries.set(JAVA_LONG, at + ADDR3, bitset & UNSIGNED);
    }

    /** Adds a write to a descriptor, at its current position. */
    public void write(int fd, long address, int bytes, long userData) {
        long at = next(WRITE, userData);
        entries.set(JAVA_INT, at + FD, fd);
        entries.set(JAVA_LONG, at + ADDR, address);
        entries.set(JAVA_INT, at + LEN, bytes);
        entries.set(JAVA_LONG, at + OFF, CURRENT_POSITION);
    }

    /**
     * Adds a time limit for the previous entry, which must be linked to this one: a duration on
     * CLOCK_MONOTONIC. The kernel copies the timespec when it takes the entry.
     */
    public void linkTimeout(long timespec, long userData) {
        long at = next(LINK_TIMEOUT, userData);
        entries.set(JAVA_LONG, at + ADDR, timespec);
        entries.set(JAVA_INT, at + LEN, 1);
    }

    /** Sets IOSQE_ flags on the entry that was filled last. */
    public void flag(int flags) {
        long at = indices.last() * ENTRY + FLAGS;
        entries.set(JAVA_BYTE, at, (byte) (entries.get(JAVA_BYTE, at) | flags));
    }

    /**
     * Adds a cancel of everything pending on the ring. With ANY alone, the kernel may stop at a
     * wait that was woken and not reaped; hence ALL.
     */
    public void cancelEverything(long userData) {
        long at = next(ASYNC_CANCEL, userData);
        entries.set(JAVA_INT, at + OP_FLAGS, CANCEL_EVERYTHING);
    }

    /** Adds a cancel of the one pending entry whose user_data is {@code target}. */
    public void cancel(long target, long userData) {
        long at = next(ASYNC_CANCEL, userData);
        entries.set(JAVA_LONG, at + ADDR, target);
    }

    /** Adds a cancel that completes only if it found nothing to cancel. */
    public void cancelSilently(long target, long userData) {
        long at = next(ASYNC_CANCEL, userData);
        entries.set(JAVA_BYTE, at + FLAGS, SILENT);
        entries.set(JAVA_LONG, at + ADDR, target);
    }

    /** Adds an entry that completes once a descriptor has one of these events (POLLIN, ...). */
    public void poll(int fd, int events, long userData) {
        long at = next(POLL_ADD, userData);
        entries.set(JAVA_INT, at + FD, fd);
        entries.set(JAVA_INT, at + OP_FLAGS, events);
    }

    /** Lets the poll that was filled last complete at every event, until it is cancelled. */
    public void repeatPoll() {
        entries.set(JAVA_INT, indices.last() * ENTRY + LEN, 1); // IORING_POLL_ADD_MULTI
    }

    /**
     * Adds a timer for an absolute time on CLOCK_REALTIME. It follows that clock when the clock is
     * set. The kernel copies the timespec when it takes the entry.
     */
    void realtimeTimer(long timespec, long userData) {
        long at = next(TIMEOUT, userData);
        entries.set(JAVA_LONG, at + ADDR, timespec);
        entries.set(JAVA_INT, at + LEN, 1);
        entries.set(JAVA_INT, at + OP_FLAGS, REALTIME_POINT);
    }

    /**
     * Clears the next entry but for opcode and user_data: the kernel refuses futex operations with
     * stray fields.
     */
    private long next(byte opcode, long userData) {
        if (isFull()) {
            throw new IllegalStateException(
                    "submission queue full: " + capacity() + " entries pending");
        }
        long at = indices.next() * ENTRY;
        for (long field = 0; field < ENTRY; field += Long.BYTES) {
            entries.set(JAVA_LONG, at + field, 0);
        }
        entries.set(JAVA_BYTE, at + OPCODE, opcode);
        entries.set(JAVA_LONG, at + USER_DATA, userData);
        return at;
    }
}
