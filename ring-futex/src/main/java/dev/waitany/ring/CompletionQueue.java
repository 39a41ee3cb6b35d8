/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.waitany.linux.uapi.io_cqring_offsets;
import dev.waitany.linux.uapi.io_uring_cqe;
import dev.waitany.linux.uapi.io_uring_params;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.VarHandle;

/**
 * Completions from the kernel, in the order it posted them.
 *
 * <p>Read {@link #available()} of them with {@link #userData} and {@link #result}, then {@link
 * #consume} them: before that the kernel does not write over them.
 */
final class CompletionQueue {
    private static final VarHandle INT = JAVA_INT.varHandle();
    private static final long ENTRY = io_uring_cqe.sizeof();
    private static final long USER_DATA = io_uring_cqe.user_data$offset();
    private static final long RESULT = io_uring_cqe.res$offset();

    private final MemorySegment ring;
    private final long headOffset;
    private final long tailOffset;
    private final long entriesOffset;
    private final int mask;
    private int head; // ours alone to write

    CompletionQueue(MemorySegment ring, MemorySegment params) {
        MemorySegment offsets = io_uring_params.cq_off(params);
        this.ring = ring;
        this.headOffset = Integer.toUnsignedLong(io_cqring_offsets.head(offsets));
        this.tailOffset = Integer.toUnsignedLong(io_cqring_offsets.tail(offsets));
        this.entriesOffset = Integer.toUnsignedLong(io_cqring_offsets.cqes(offsets));
        this.mask =
                ring.get(JAVA_INT, Integer.toUnsignedLong(io_cqring_offsets.ring_mask(offsets)));
        this.head = ring.get(JAVA_INT, headOffset);
    }

    /** How many completions can be read: the tail with acquire, before them. */
    int available() {
        return (int) INT.getAcquire(ring, tailOffset) - head;
    }

    /** The user_data of the i-th available completion. */
    long userData(int i) {
        return ring.get(JAVA_LONG, entry(i) + USER_DATA);
    }

    /** The result of the i-th available completion: a number, or a negated errno. */
    int result(int i) {
        return ring.get(JAVA_INT, entry(i) + RESULT);
    }

    /**
     * Gives the first {@code count} back to the kernel: the head with release, after they were
     * read.
     */
    void consume(int count) {
        head += count;
        INT.setRelease(ring, headOffset, head);
    }

    private long entry(int i) {
        return entriesOffset + ((head + i) & mask) * ENTRY;
    }
}
