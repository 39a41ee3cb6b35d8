/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring.uring;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.waitany.linux.uapi.io_cqring_offsets;
import dev.waitany.linux.uapi.io_uring_cqe;
import dev.waitany.linux.uapi.io_uring_params;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.VarHandle;

/**
 * The completions that the kernel has posted, in its order.
 *
 * <p>The owner reads {@link #available()} of them with {@link #userData} and {@link #result}, and
 * then calls {@link #consume}. Until then the kernel does not overwrite them.
 */
public final class CompletionQueue {
    private static final VarHandle INT = JAVA_INT.varHandle();
    private static final long ENTRY = io_uring_cqe.sizeof();
    private static final long USER_DATA = io_uring_cqe.user_data$offset();
    private static final long RESULT = io_uring_cqe.res$offset();
    private static final long FLAGS = io_uring_cqe.flags$offset();
    private static final int MORE = 1 << 1; // IORING_CQE_F_MORE

    private final MemorySegment ring;
    private final long headOffset;
    private final long tailOffset;
    private final long entriesOffset;
    private final int mask;
    private int head; // the kernel only reads it; it starts at 0

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

    /**
     * Returns the number of completions that can be read. Reads the tail with acquire, before the
     * completions themselves.
     */
    public int available() {
        return (int) INT.getAcquire(ring, tailOffset) - head;
    }

    /** Returns the user_data of the i-th available completion. */
    public long userData(int i) {
        return ring.get(JAVA_LONG, entry(i) + USER_DATA);
    }

    /** Returns the result of the i-th available completion: a number, or a negated errno. */
    public int result(int i) {
        return ring.get(JAVA_INT, entry(i) + RESULT);
    }

    /** Tells whether the entry of the i-th available completion makes further completions. */
    public boolean hasMore(int i) {
        return (ring.get(JAVA_INT, entry(i) + FLAGS) & MORE) != 0;
    }

    /**
     * Returns the first {@code count} to the kernel. Writes the head with release, after the
     * completions were read.
     */
    public void consume(int count) {
        head += count;
        INT.setRelease(ring, headOffset, head);
    }

    /** Returns the number of completions that were consumed since the ring was opened; it wraps. */
    int consumed() {
        return head;
    }

    private long entry(int i) {
        return entriesOffset + ((head + i) & mask) * ENTRY;
    }
}
