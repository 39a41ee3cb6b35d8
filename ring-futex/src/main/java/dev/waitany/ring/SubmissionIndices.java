/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import dev.waitany.linux.uapi.LinuxUapi;
import dev.waitany.linux.uapi.io_sqring_offsets;
import dev.waitany.linux.uapi.io_uring_params;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.VarHandle;

/**
 * Where a submission queue stands: its head is the kernel's to move, its tail ours.
 *
 * <p>Entry {@code tail & mask} is the next one. A queue with an index array says so once, in the
 * array. Who takes the entries is enter, and its answer says how many it took; on a polled ring
 * (SQPOLL) it is a kernel thread, and the head alone says so.
 */
final class SubmissionIndices {
    private static final VarHandle INT = JAVA_INT.varHandle();
    private static final int CQ_OVERFLOW = LinuxUapi.IORING_SQ_CQ_OVERFLOW();
    private static final int NEED_WAKEUP = LinuxUapi.IORING_SQ_NEED_WAKEUP();
    private static final int WAKEUP = LinuxUapi.IORING_ENTER_SQ_WAKEUP();

    private final MemorySegment ring;
    private final long headOffset;
    private final long tailOffset;
    private final long flagsOffset;
    private final int mask;
    private final int capacity;
    private final boolean polled;
    private int tail; // ours: what the kernel will see after publish()
    private int taken; // what the kernel has said it took

    SubmissionIndices(MemorySegment ring, MemorySegment params) {
        MemorySegment offsets = io_uring_params.sq_off(params);
        this.ring = ring;
        this.headOffset = Integer.toUnsignedLong(io_sqring_offsets.head(offsets));
        this.tailOffset = Integer.toUnsignedLong(io_sqring_offsets.tail(offsets));
        this.flagsOffset = Integer.toUnsignedLong(io_sqring_offsets.flags(offsets));
        this.mask =
                ring.get(JAVA_INT, Integer.toUnsignedLong(io_sqring_offsets.ring_mask(offsets)));
        this.capacity = io_uring_params.sq_entries(params);
        this.polled = (io_uring_params.flags(params) & LinuxUapi.IORING_SETUP_SQPOLL()) != 0;
        if (hasArray(params)) {
            long array = Integer.toUnsignedLong(io_sqring_offsets.array(offsets));
            for (int i = 0; i < capacity; i++) {
                ring.set(JAVA_INT, array + (long) i * Integer.BYTES, i);
            }
        }
    }

    /** Where in the ring's mapping the index array ends; 0 if it has none. */
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
        if (polled && pending() == capacity) {
            taken = kernelHead();
        }
        return capacity - pending();
    }

    int capacity() {
        return capacity;
    }

    /** Takes the next entry, of which there must be one. */
    int next() {
        return tail++ & mask;
    }

    /** The entry that was taken last. */
    int last() {
        return (tail - 1) & mask;
    }

    /** The tail with release, after the entries. */
    void publish() {
        INT.setRelease(ring, tailOffset, tail);
    }

    int forEnter() {
        return polled ? 0 : pending();
    }

    /**
     * A kernel thread about to sleep sets its flag and looks at the tail; we set the tail and look
     * at its flag: the fence between is what lets one of the two see the other.
     */
    int enterFlags() {
        if (!polled) {
            return 0;
        }
        VarHandle.fullFence();
        return (kernelFlags() & NEED_WAKEUP) != 0 ? WAKEUP : 0;
    }

    void took(int count) {
        taken = polled ? kernelHead() : taken + count;
    }

    int kernelHead() {
        return (int) INT.getAcquire(ring, headOffset);
    }

    boolean completionsOverflow() {
        return (kernelFlags() & CQ_OVERFLOW) != 0;
    }

    private int kernelFlags() {
        return (int) INT.getOpaque(ring, flagsOffset);
    }

    private static boolean hasArray(MemorySegment params) {
        return (io_uring_params.flags(params) & LinuxUapi.IORING_SETUP_NO_SQARRAY()) == 0;
    }
}
