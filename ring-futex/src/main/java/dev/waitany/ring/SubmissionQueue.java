/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.waitany.FutexWord;
import dev.waitany.Sharing;
import dev.waitany.linux.FutexFlags;
import dev.waitany.linux.uapi.LinuxUapi;
import dev.waitany.linux.uapi.io_uring_sqe;
import java.lang.foreign.MemorySegment;

/**
 * Entries for the kernel to take, in the order of their filling.
 *
 * <p>Each method fills one whole entry; it is published by {@link #publish()} and taken by the next
 * enter. The caller asks {@link #isFull()} before. Source: include/uapi/linux/io_uring.h,
 * io_uring/futex.c for the fields of the futex operations.
 */
final class SubmissionQueue {
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

    SubmissionQueue(MemorySegment ring, MemorySegment entries, MemorySegment params) {
        this.entries = entries;
        this.indices = new SubmissionIndices(ring, params);
    }

    boolean isFull() {
        return indices.room() == 0;
    }

    /** How many entries the kernel has yet to take. */
    int pending() {
        return indices.pending();
    }

    /** How many entries fit beside the pending ones. */
    int room() {
        return indices.room();
    }

    int capacity() {
        return indices.capacity();
    }

    /** Lets the kernel see the entries. */
    void publish() {
        indices.publish();
    }

    /** How many entries the next enter has to take itself. */
    int forEnter() {
        return indices.forEnter();
    }

    /** The flags that the next enter needs for the kernel to take entries; after publishing. */
    int enterFlags() {
        return indices.enterFlags();
    }

    /** Enter said that it took the first {@code count} pending entries. */
    void took(int count) {
        indices.took(count);
    }

    /** What the kernel itself says it has taken. */
    int kernelHead() {
        return indices.kernelHead();
    }

    /**
     * Whether completions wait in the kernel for room in the queue; they come with the next enter
     * that gets events.
     */
    boolean completionsOverflow() {
        return indices.completionsOverflow();
    }

    /** A wait while a word holds {@code expected}. */
    void futexWait(FutexWord word, int expected, int bitset, long userData) {
        futex(FUTEX_WAIT, word, expected & UNSIGNED, bitset, userData);
    }

    /**
     * A wait on all words of an array of struct futex_waitv, which the kernel copies when it takes
     * the entry.
     */
    void futexWaitv(long array, int count, long userData) {
        long at = next(FUTEX_WAITV, userData);
        entries.set(JAVA_LONG, at + ADDR, array);
        entries.set(JAVA_INT, at + LEN, count);
    }

    /** A wake of up to {@code max} waiters; 0 wakes none here. */
    void futexWake(FutexWord word, int max, int bitset, long userData) {
        futex(FUTEX_WAKE, word, max, bitset, userData);
    }

    private void futex(byte opcode, FutexWord word, long value, int bitset, long userData) {
        long at = next(opcode, userData);
        entries.set(JAVA_INT, at + FD, FutexFlags.of(word.sharing() == Sharing.SHARED));
        entries.set(JAVA_LONG, at + ADDR, word.address());
        entries.set(JAVA_LONG, at + OFF, value);
        entries.set(JAVA_LONG, at + ADDR3, bitset & UNSIGNED);
    }

    /** A write to a descriptor, where its file stands. */
    void write(int fd, long address, int bytes, long userData) {
        long at = next(WRITE, userData);
        entries.set(JAVA_INT, at + FD, fd);
        entries.set(JAVA_LONG, at + ADDR, address);
        entries.set(JAVA_INT, at + LEN, bytes);
        entries.set(JAVA_LONG, at + OFF, CURRENT_POSITION);
    }

    /**
     * A limit for the entry before, which must be linked to this one: a span on the mono clock. The
     * timespec is read when the entry is taken. It finds that entry by its user_data.
     */
    void linkTimeout(long timespec, long userData) {
        long at = next(LINK_TIMEOUT, userData);
        entries.set(JAVA_LONG, at + ADDR, timespec);
        entries.set(JAVA_INT, at + LEN, 1);
    }

    /** Sets IOSQE_ flags on the entry that was filled last. */
    void flag(int flags) {
        long at = indices.last() * ENTRY + FLAGS;
        entries.set(JAVA_BYTE, at, (byte) (entries.get(JAVA_BYTE, at) | flags));
    }

    /**
     * Cancels all that is pending on the ring. ANY alone may stop at a wait that is woken and not
     * reaped.
     */
    void cancelEverything() {
        long at = next(ASYNC_CANCEL, UserData.CANCEL);
        entries.set(JAVA_INT, at + OP_FLAGS, CANCEL_EVERYTHING);
    }

    /** Cancels the one pending entry with this user_data. */
    void cancel(long target) {
        long at = next(ASYNC_CANCEL, UserData.CANCEL);
        entries.set(JAVA_LONG, at + ADDR, target);
    }

    /** As {@link #cancel}, with a completion only if there was nothing to cancel. */
    void cancelSilently(long target) {
        long at = next(ASYNC_CANCEL, UserData.CANCEL);
        entries.set(JAVA_BYTE, at + FLAGS, SILENT);
        entries.set(JAVA_LONG, at + ADDR, target);
    }

    /** Completes once a descriptor has one of these events (POLLIN, ...). */
    void poll(int fd, int events, long userData) {
        long at = next(POLL_ADD, userData);
        entries.set(JAVA_INT, at + FD, fd);
        entries.set(JAVA_INT, at + OP_FLAGS, events);
    }

    /**
     * A timer until a point on CLOCK_REALTIME; moves with that clock. The timespec is read when the
     * entry is taken.
     */
    void realtimeTimer(long timespec, long userData) {
        long at = next(TIMEOUT, userData);
        entries.set(JAVA_LONG, at + ADDR, timespec);
        entries.set(JAVA_INT, at + LEN, 1);
        entries.set(JAVA_INT, at + OP_FLAGS, REALTIME_POINT);
    }

    /**
     * An entry of zeros but for opcode and user_data: the kernel refuses futex operations with
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
