/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring;

import dev.waitany.linux.uapi.LinuxUapi;
import java.lang.foreign.Arena;

/**
 * Turns operations into entries. A chain's entries stand together and go with one call: where the
 * queue has no room for all, what is before them is handed over first.
 */
final class Submitter {
    private static final int LINK = 1 << LinuxUapi.IOSQE_IO_LINK_BIT();
    private static final int DRAIN = 1 << LinuxUapi.IOSQE_IO_DRAIN_BIT();

    private final FutexRing ring;
    private final Ring kernel;
    private final SubmissionQueue queue;
    private final Pending pending;
    private final Scratch scratch;
    private final Thread owner = Thread.currentThread();

    Submitter(FutexRing ring, Ring kernel, Pending pending, Arena arena) {
        this.ring = ring;
        this.kernel = kernel;
        this.queue = kernel.submissions();
        this.pending = pending;
        this.scratch = new Scratch(arena, queue);
    }

    void queue(Operation operation) {
        refuseUnfit(operation);
        reserve(entries(operation.limit()), operation);
        pending.makeRoom(1);
        operation.begin(ring);
        operation.round.limit(operation.limit());
        fill(operation, 0);
    }

    /** One more round of a pending operation. */
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
        for (int i = 0; i < chain.size(); i++) {
            chain.operation(i).begin(ring);
            chain.operation(i).round.limit(chain.limit(i));
            fill(chain.operation(i), chain.flags(i));
        }
    }

    /** Hands over what is queued; how many entries that was. */
    int submit() {
        int entries = queue.pending();
        kernel.submit();
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
            kernel.submit();
        }
    }

    private void fill(Operation operation, int flags) {
        scratch.beginEntry();
        pending.add(operation);
        Round round = operation.round;
        operation.request().prepare(queue, scratch, round.userData());
        if (round.timeout() == Round.NO_TIMEOUT) {
            queue.flag(flags);
        } else {
            queue.flag(flags | LINK);
            queue.linkTimeout(scratch.span(round.timeout()), Pending.timeoutOf(round.userData()));
            queue.flag(flags & ~DRAIN); // which is the wait's alone
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
        return limit == Round.NO_TIMEOUT ? 1 : 2;
    }
}
