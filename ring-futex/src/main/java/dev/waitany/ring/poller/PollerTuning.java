/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring.poller;

/**
 * How many waits share one of a poller's rings, and how the poller shares its CPU. The first
 * depends on what ends a wait: cancels walk the list of all futex waits of their ring
 * (io_uring/cancel.c, io_cancel_remove), while each further ring costs an enter and a poll.
 *
 * @param room pending entries up to which a ring takes further waits
 * @param queue submission entries of a ring, a power of two
 * @param yields whether the poller yields before it blocks, see {@link InboxRounds}
 */
public record PollerTuning(int room, int queue, boolean yields) {
    /** For waits of several entries: each end cancels the others, so a ring has few entries. */
    public static final PollerTuning CANCELLED = new PollerTuning(128, 64, false);

    /** For waits that usually are one entry: only a deadline or a cancelled wait cancels it. */
    public static final PollerTuning VECTORED = new PollerTuning(2048, 256, true);

    private static final int HEADER = 64; // of the queues
    private static final int SUBMISSION = 64; // bytes of an entry
    private static final int COMPLETION = 16; // bytes; there are twice as many

    /** Returns the memory that a ring locks: pages of submission entries, and of both queues. */
    long bytes(int pageSize) {
        return pages(queue * SUBMISSION, pageSize)
                + pages(HEADER + 2 * queue * COMPLETION, pageSize);
    }

    private static long pages(int bytes, int pageSize) {
        return (bytes + pageSize - 1) / pageSize * (long) pageSize;
    }
}
