/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring;

import dev.waitany.Deadline;
import dev.waitany.linux.InterruptHook;
import java.lang.foreign.Arena;

/** Blocks the ring's thread until operations have ended, its deadline, or an interrupt. */
final class CompletionWait {
    /** A realtime clock that is set is noticed this late; so is what a cancel may find by now. */
    private static final long LOOK_AT_CLOCK = 100_000_000; // ns

    private static final long LOOK_AT_CANCELS = 5_000_000;

    private final Ring kernel;
    private final Pending pending;
    private final Dispatcher dispatcher;
    private final Canceller canceller;
    private final HandOver handOver;
    private final WaitBounds bounds;
    private final InterruptHook hook;

    CompletionWait(
            Ring kernel,
            Pending pending,
            Dispatcher dispatcher,
            Canceller canceller,
            HandOver handOver,
            Arena arena) {
        this.kernel = kernel;
        this.pending = pending;
        this.dispatcher = dispatcher;
        this.canceller = canceller;
        this.handOver = handOver;
        this.bounds = new WaitBounds(kernel, arena);
        this.hook = new InterruptHook(bounds::alert);
    }

    /** Ends the blocking, so that what was handed over is taken. From any thread. */
    void alert() {
        bounds.alert();
    }

    /** How many operations have ended; 0 when the deadline came first. */
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

    /** Takes what can be had without blocking and without a system call, as a rule. */
    int look() {
        handOver.take(canceller);
        int ended = dispatcher.dispatch();
        if (canceller.hasUnanswered() && ended == 0) {
            canceller.askAgain();
            ended = dispatcher.dispatch();
        }
        if (ended > 0 && kernel.submissions().pending() > 0) {
            kernel.submit();
        }
        return ended;
    }

    /** Whether the deadline has passed, and not something else ended it. */
    private boolean block(Deadline deadline) {
        WaitBounds.End end = bounds.block(slice(deadline), pending.guards());
        return end == WaitBounds.End.PASSED && deadline.hasPassed();
    }

    private Deadline slice(Deadline deadline) {
        boolean hasUnanswered = canceller.hasUnanswered();
        if (!hasUnanswered && deadline.kind() != Deadline.Kind.REALTIME) {
            return deadline;
        }
        if (deadline.hasPassed()) {
            return Deadline.now();
        }
        long most = hasUnanswered ? LOOK_AT_CANCELS : LOOK_AT_CLOCK;
        return Deadline.at(System.nanoTime() + Math.min(most, deadline.remaining()));
    }
}
