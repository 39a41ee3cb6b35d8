/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring;

import dev.waitany.Deadline;
import dev.waitany.linux.InterruptHook;
import dev.waitany.ring.uring.AlertableWait;
import dev.waitany.ring.uring.Ring;
import dev.waitany.ring.uring.RingTimer;

/** Blocks the ring's thread until operations have ended, a deadline, or an interrupt. */
final class CompletionWait {
    /** How often unanswered cancels are repeated: the kernel may have started their targets. */
    private static final long REPEAT_CANCELS = 5_000_000; // ns

    private final Ring ring;
    private final PendingOperations pending;
    private final Dispatcher dispatcher;
    private final Canceller canceller;
    private final CancelRequests cancelRequests;
    private final AlertableWait wait;
    private final InterruptHook hook;

    CompletionWait(
            Ring ring,
            PendingOperations pending,
            Dispatcher dispatcher,
            Canceller canceller,
            CancelRequests cancelRequests) {
        this.ring = ring;
        this.pending = pending;
        this.dispatcher = dispatcher;
        this.canceller = canceller;
        this.cancelRequests = cancelRequests;
        this.wait = new AlertableWait(ring);
        this.hook = new InterruptHook(wait::alert);
    }

    /** Ends the blocking, so that cancel requests are taken. Any thread may call it. */
    void alert() {
        wait.alert();
    }

    /** Returns the number of operations that have ended; 0 if the deadline passed first. */
    int await(Deadline deadline) throws InterruptedException {
        hook.begin0();
        try {
            while (true) {
                int ended = look();
                if (ended > 0) {
                    return ended;
                }
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                if (pending.size() == 0 || block(deadline)) {
                    return dispatcher.dispatch();
                }
            }
        } finally {
            hook.end0();
        }
    }

    /** Takes cancel requests and completions without blocking, normally without a system call. */
    int look() {
        cancelRequests.take(canceller);
        int ended = dispatcher.dispatch();
        if (canceller.hasUnanswered() && ended == 0) {
            canceller.askAgain();
            ended = dispatcher.dispatch();
        }
        if (ended > 0 && ring.submissions().pending() > 0) {
            ring.submit();
        }
        return ended;
    }

    /** Blocks; returns whether the deadline has passed and nothing else ended it. */
    private boolean block(Deadline deadline) {
        long most = canceller.hasUnanswered() ? REPEAT_CANCELS : Ring.FOREVER;
        AlertableWait.End end = wait.block(RingTimer.slice(deadline, most), pending.guards());
        return end == AlertableWait.End.PASSED && deadline.hasPassed();
    }
}
