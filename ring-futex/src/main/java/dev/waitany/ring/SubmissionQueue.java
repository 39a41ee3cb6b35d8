/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.waitany.linux.uapi.LinuxUapi;
import dev.waitany.linux.uapi.io_sqring_offsets;
import dev.waitany.linux.uapi.io_uring_params;
import dev.waitany.linux.uapi.io_uring_sqe;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.VarHandle;

/**
 * Entries for the kernel to take. Made without an index array (NO_SQARRAY): entry {@code tail &
 * mask} is the next one.
 *
 * <p>Each method fills one whole entry; it is published by {@link #publish()} and taken by the next
 * enter. The caller asks {@link #isFull()} before. Source: include/uapi/linux/io_uring.h,
 * io_uring/futex.c for the fields of the futex operations.
 */
final class SubmissionQueue {
    private static final VarHandle INT = JAVA_INT.varHandle();
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
    private static final int CANCEL_EVERYTHING =
            LinuxUapi.IORING_ASYNC_CANCEL_ANY() | LinuxUapi.IORING_ASYNC_CANCEL_ALL();
    private static final int REALTIME_POINT =
            LinuxUapi.IORING_TIMEOUT_ABS() | LinuxUapi.IORING_TIMEOUT_REALTIME();
    private static final long CURRENT_POSITION = -1;
    private static final int CQ_OVERFLOW = LinuxUapi.IORING_SQ_CQ_OVERFLOW();

    private final MemorySegment ring;
    private final MemorySegment entries;
    private final long headOffset;
    private final long tailOffset;
    private final long flagsOffset;
    private final int mask;
    private final int capacity;
    private int tail; // ours: what the kernel will see after publish()
    private int taken; // what enter has said it took

    SubmissionQueue(MemorySegment ring, MemorySegment entries, MemorySegment params) {
        MemorySegment offsets = io_uring_params.sq_off(params);
        this.ring = ring;
        this.entries = entries;
        this.headOffset = Integer.toUnsignedLong(io_sqring_offsets.head(offsets));
        this.tailOffset = Integer.toUnsignedLong(io_sqring_offsets.tail(offsets));
        this.flagsOffset = Integer.toUnsignedLong(io_sqring_offsets.flags(offsets));
        this.mask =
                ring.get(JAVA_INT, Integer.toUnsignedLong(io_sqring_offsets.ring_mask(offsets)));
        this.capacity = io_uring_params.sq_entries(params);
    }

    boolean isFull() {
        return tail - taken == capacity;
    }

    /** How many entries the next enter has to take. */
    int pending() {
        return tail - taken;
    }

    /** How many entries fit beside the pending ones. */
    int room() {
        return capacity - pending();
    }

    int capacity() {
        return capacity;
    }

    /** Lets the kernel see the entries: the tail with release, after them. */
    void publish() {
        INT.setRelease(ring, tailOffset, tail);
    }

    /** Enter took the first {@code count} pending entries. */
    void took(int count) {
        taken += count;
    }

    /** What the kernel itself says it has taken; only for checks, as enter says the same. */
    int kernelHead() {
        return (int) INT.getAcquire(ring, headOffset);
    }

    /**
     * Whether completions wait in the kernel for room in the queue; they come with the next enter
     * that gets events.
     */
    boolean completionsOverflow() {
        return ((int) INT.getOpaque(ring, flagsOffset) & CQ_OVERFLOW) != 0;
    }

    /** A wait while the word at an address holds {@code expected}. */
    void futexWait(long address, int expected, int bitset, int flags, long userData) {
        long at = next(FUTEX_WAIT, userData);
        entries.set(JAVA_INT, at + FD, flags);
        entries.set(JAVA_LONG, at + ADDR, address);
        entries.set(JAVA_LONG, at + OFF, expected & UNSIGNED);
        entries.set(JAVA_LONG, at + ADDR3, bitset & UNSIGNED);
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
    void futexWake(long address, int max, int bitset, int flags, long userData) {
        long at = next(FUTEX_WAKE, userData);
        entries.set(JAVA_INT, at + FD, flags);
        entries.set(JAVA_LONG, at + ADDR, address);
        entries.set(JAVA_LONG, at + OFF, max);
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
        long at = ((tail - 1) & mask) * ENTRY + FLAGS;
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

    /**
     * A timer until a point on CLOCK_REALTIME; moves with that clock. The timespec is read when the
     * entry is taken.
     */
    void realtimeTimer(long timespec) {
        long at = next(TIMEOUT, UserData.TIMER);
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
                    "submission queue full: " + capacity + " entries pending");
        }
        long at = (tail++ & mask) * ENTRY;
        for (long field = 0; field < ENTRY; field += Long.BYTES) {
            entries.set(JAVA_LONG, at + field, 0);
        }
        entries.set(JAVA_BYTE, at + OPCODE, opcode);
        entries.set(JAVA_LONG, at + USER_DATA, userData);
        return at;
    }
}
