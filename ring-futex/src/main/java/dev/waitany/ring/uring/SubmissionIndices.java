/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring.uring;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import dev.waitany.linux.uapi.LinuxUapi;
import dev.waitany.linux.uapi.io_sqring_offsets;
import dev.waitany.linux.uapi.io_uring_params;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.VarHandle;

/**
 * The head and the tail of a submission queue.
 *
 * <p>The owner fills entry {@code tail & mask}, advances its tail, and publishes the tail before an
 * enter. The enter's result says how many entries the kernel took from the head. A queue with an
 * index array maps each position to the entry of the same number, once.
 */
final class SubmissionIndices {
    private static final VarHandle INT = JAVA_INT.varHandle();
    private static final int CQ_OVERFLOW = LinuxUapi.IORING_SQ_CQ_OVERFLOW();
    private static final int TASKRUN = LinuxUapi.IORING_SQ_TASKRUN();

    private final MemorySegment ring;
    private final long headOffset;
    private final long tailOffset;
    private final long flagsOffset;
    private final int mask;
    private final int capacity;
    private int tail; // what the kernel sees after publish()
    private int taken; // entries that the kernel has said it took

    SubmissionIndices(MemorySegment ring, MemorySegment params) {
        MemorySegment offsets = io_uring_params.sq_off(params);
        this.ring = ring;
        this.headOffset = Integer.toUnsignedLong(io_sqring_offsets.head(offsets));
        this.tailOffset = Integer.toUnsignedLong(io_sqring_offsets.tail(offsets));
        this.flagsOffset = Integer.toUnsignedLong(io_sqring_offsets.flags(offsets));
        this.mask =
                ring.get(JAVA_INT, Integer.toUnsignedLong(io_sqring_offsets.ring_mask(offsets)));
        this.capacity = io_uring_params.sq_entries(params);
        if (hasArray(params)) {
            long array = Integer.toUnsignedLong(io_sqring_offsets.array(offsets));
            for (int i = 0; i < capacity; i++) {
                ring.set(JAVA_INT, array + (long) i * Integer.BYTES, i);
            }
        }
    }

    /** Returns the end of the index array in the ring's mapping, 0 if the queue has none. */
    static long arrayEnd(MemorySegment params) {
        return hasArray(params)
                ? Integer.toUnsignedLong(io_sqring_offsets.array(io_uring_params.sq_off(params)))
                        + (long) io_uring_params.sq_entries(params) * Integer.BYTES
                : 0;
    }

    int pending() {
        return tail - taken;
    }

    int room() {
        return capacity - pending();
    }

    int capacity() {
        return capacity;
    }

    /** Takes the next free entry; the caller has checked that there is one. */
    int next() {
        return tail++ & mask;
    }

    /** Returns the entry that {@link #next} returned last. */
    int last() {
        return (tail - 1) & mask;
    }

    /** Returns the position behind the entry that {@link #next} returned last. */
    int position() {
        return tail;
    }

    /**
     * Tells whether the kernel has taken all entries before a position. By difference: it wraps.
     */
    boolean hasTaken(int position) {
        return taken - position >= 0;
    }

    /** Writes the tail with release: the kernel reads it with acquire, then the entries. */
    void publish() {
        INT.setRelease(ring, tailOffset, tail);
    }

    void took(int count) {
        taken += count;
    }

    /**
     * Reads from the kernel how many entries it took, after an enter whose result is unknown. The
     * kernel writes the head with release once it has copied the entries (io_uring/io_uring.c,
     * io_commit_sqring).
     */
    void askTaken() {
        taken = (int) INT.getAcquire(ring, headOffset);
    }

    /** Returns the number of entries that were filled since the ring was opened. */
    int filled() {
        return tail;
    }

    /** Returns the entry of the i-th pending position. */
    int pendingEntry(int i) {
        return (taken + i) & mask;
    }

    /**
     * Takes back the entries that were filled last. The kernel reads the tail only in an enter of
     * the owner, so until then the owner may move it back.
     *
     * @param filled what {@link #filled()} returned before; at least what the kernel took
     */
    void rewind(int filled) {
        tail = filled;
        publish();
    }

    boolean completionsOverflow() {
        return ((int) INT.getOpaque(ring, flagsOffset) & CQ_OVERFLOW) != 0;
    }

    /** One read of memory: the kernel sets the flag when a deferred completion can be made. */
    boolean wantsEnter() {
        return ((int) INT.getOpaque(ring, flagsOffset) & TASKRUN) != 0;
    }

    private static boolean hasArray(MemorySegment params) {
        return (io_uring_params.flags(params) & LinuxUapi.IORING_SETUP_NO_SQARRAY()) == 0;
    }
}
