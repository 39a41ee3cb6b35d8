/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring;

import dev.waitany.linux.uapi.LinuxUapi;
import dev.waitany.ring.uring.Ring;
import dev.waitany.ring.uring.SubmissionQueue;
import java.lang.foreign.Arena;

/**
 * Turns operations into entries. The entries of a chain are adjacent and submitted by one call: if
 * the queue has no room for all of them, what is queued before is submitted first.
 */
final class Submitter {
    private static final int LINK = 1 << LinuxUapi.IOSQE_IO_LINK_BIT();
    private static final int DRAIN = 1 << LinuxUapi.IOSQE_IO_DRAIN_BIT();

    private final FutexRing futexRing;
    private final Ring ring;
    private final SubmissionQueue queue;
    private final PendingOperations pending;
    private final Scratch scratch;
    private final Thread owner = Thread.currentThread();

    Submitter(FutexRing futexRing, Ring ring, PendingOperations pending, Arena arena) {
        this.futexRing = futexRing;
        this.ring = ring;
        this.queue = ring.submissions();
        this.pending = pending;
        this.scratch = new Scratch(arena, queue);
    }

    void queue(Operation operation) {
        refuseUnfit(operation);
        reserve(entries(operation.limit()), operation);
        pending.makeRoom(1);
        operation.attempt.limit(operation.limit());
        fill(operation, 0);
        operation.begin(futexRing); // last: if anything throws, the operation is not queued
    }

    /** Queues another attempt of a pending operation. */
    void queueAgain(Operation operation) {
        refuseClosed(operation);
        reserve(entries(operation.limit()), operation);
        pending.makeRoom(1);
        fill(operation, 0);
    }

    void queue(Chain chain) {
        for (int i = 0; i < chain.size(); i++) {
            refuseUnfit(chain.operation(i));
        }
        reserve(chain.entries(), chain);
        pending.makeRoom(chain.size());
        int before = queue.filled();
        int filled = 0;
        try {
            for (; filled < chain.size(); filled++) {
                chain.operation(filled).attempt.limit(chain.limit(filled));
                fill(chain.operation(filled), chain.flags(filled));
            }
        } catch (Throwable failure) {
            queue.rewind(before);
            for (int i = 0; i < filled; i++) {
                pending.remove(chain.operation(i));
            }
            throw failure;
        }
        for (int i = 0; i < chain.size(); i++) {
            chain.operation(i).begin(futexRing);
        }
    }

    /** Submits what is queued; returns the number of entries. */
    int submit() {
        int entries = queue.pending();
        ring.submit();
        return entries;
    }

    private void reserve(int entries, Object what) {
        if (entries > queue.capacity()) {
            throw new IllegalArgumentException(
                    what
                            + " takes "
                            + entries
                            + " entries at once, and the ring was opened with "
                            + queue.capacity());
        }
        if (entries > queue.room()) {
            ring.submit();
        }
    }

    /** Adds the operation and its entries; neither, if this throws. */
    private void fill(Operation operation, int flags) {
        scratch.beginEntry();
        pending.add(operation);
        int before = queue.filled();
        try {
            fillEntries(operation, flags);
        } catch (Throwable failure) {
            queue.rewind(before); // the kernel has taken none: there was no enter
            pending.remove(operation);
            throw failure;
        }
    }

    private void fillEntries(Operation operation, int flags) {
        OperationAttempt attempt = operation.attempt;
        operation.request().prepare(queue, scratch, attempt.userData());
        if (attempt.timeout() == OperationAttempt.NO_TIMEOUT) {
            queue.flag(flags);
        } else {
            queue.flag(flags | LINK);
            queue.linkTimeout(
                    scratch.span(attempt.timeout()),
                    PendingOperations.timeoutOf(attempt.userData()));
            queue.flag(flags & ~DRAIN); // only the wait drains
        }
    }

    private void refuseUnfit(Operation operation) {
        operation.refuseIfPending();
        refuseClosed(operation);
        Request request = operation.request();
        for (int i = 0; i < request.segments(); i++) {
            if (!request.segment(i).isAccessibleBy(owner)) {
                throw new IllegalArgumentException(
                        operation + ": its arena is confined to another thread");
            }
        }
    }

    private static void refuseClosed(Operation operation) {
        if (!operation.request().isAlive()) {
            throw new IllegalStateException(operation + ": its arena is closed");
        }
    }

    private static int entries(long limit) {
        return limit == OperationAttempt.NO_TIMEOUT ? 1 : 2;
    }
}
