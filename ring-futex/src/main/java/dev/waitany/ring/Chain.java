/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring;

import dev.waitany.linux.uapi.LinuxUapi;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Operations that the kernel starts one after another, each when the one before it has completed:
 * handed over together, and without coming back to Java between them.
 *
 * <pre>{@code
 * ring.queue(Chain.of(wait).timeout(Duration.ofMillis(5)).link(wake).hardLink(write));
 * }</pre>
 *
 * <p><b>After is not because.</b> A {@linkplain #link link} goes on after a wait that was woken,
 * and also after one that was cancelled or timed out: the kernel counts neither as a failure (to
 * its manual's surprise). It stops where a value had changed or an operation failed; what comes
 * behind is then {@code CANCELLED} and was never started. A {@linkplain #hardLink hard link} goes
 * on in any case. Who must know why looks at the completion; who must hold a lock uses {@link
 * Acquire}.
 *
 * <p>A word that a later member waits on is looked at when that member starts, with the value
 * expected when it was queued; it is not found by wakes before. May be queued again when its
 * operations have ended. Not thread-safe.
 *
 * <p>Source: man 7 io_uring_linked_requests; IOSQE_IO_LINK, IO_HARDLINK, IO_DRAIN, LINK_TIMEOUT.
 */
public final class Chain {
    private static final int LINK = 1 << LinuxUapi.IOSQE_IO_LINK_BIT();
    private static final int HARD_LINK = 1 << LinuxUapi.IOSQE_IO_HARDLINK_BIT();
    private static final int DRAIN = 1 << LinuxUapi.IOSQE_IO_DRAIN_BIT();

    private static final class Step {
        final Operation operation;
        int toNext; // how the next one is linked to this
        long timeout = Round.NO_TIMEOUT;

        Step(Operation operation) {
            this.operation = operation;
        }
    }

    private final List<Step> steps = new ArrayList<>();
    private boolean drain;

    private Chain() {}

    /**
     * A chain that begins with this operation.
     *
     * @throws IllegalArgumentException for an {@link Acquire}, here and below: it may take many
     *     waits
     */
    public static Chain of(Operation first) {
        Chain chain = new Chain();
        chain.add(first);
        return chain;
    }

    /** Then this one, unless the one before it fails. */
    public Chain link(Operation next) {
        return append(next, LINK);
    }

    /** Then this one, whatever becomes of the one before it. */
    public Chain hardLink(Operation next) {
        return append(next, HARD_LINK);
    }

    /**
     * Limits the wait before it to a span from its start on; {@code TIMED_OUT} when it passes.
     *
     * @throws IllegalArgumentException if what is before it is no wait, or the span is not positive
     */
    public Chain timeout(Duration span) {
        Step last = steps.getLast();
        if (!last.operation.request().waits()) {
            throw new IllegalArgumentException("only a wait is limited, not a " + last.operation);
        }
        last.timeout = nanos(span);
        return this;
    }

    /**
     * Starts the chain when all operations that were queued before it have completed, and lets none
     * that is queued after it start before. Behind a pending wait that may be long: what ends it is
     * a wake from elsewhere, or a cancel, which is no queued operation and gets past.
     */
    public Chain drain() {
        drain = true;
        return this;
    }

    /** How many operations. */
    public int size() {
        return steps.size();
    }

    Operation operation(int index) {
        return steps.get(index).operation;
    }

    /** Of the entry of an operation, and of a timeout's behind it. */
    int flags(int index) {
        return steps.get(index).toNext | (drain && index == 0 ? DRAIN : 0);
    }

    /** Nanoseconds for an operation. */
    long limit(int index) {
        return steps.get(index).timeout;
    }

    int entries() {
        int entries = 0;
        for (int i = 0; i < steps.size(); i++) {
            entries += steps.get(i).timeout == Round.NO_TIMEOUT ? 1 : 2;
        }
        return entries;
    }

    static long nanos(Duration span) {
        if (span.isNegative() || span.isZero()) {
            throw new IllegalArgumentException("a wait is limited to a positive span, not " + span);
        }
        try {
            return span.toNanos();
        } catch (ArithmeticException beyond) {
            return Long.MAX_VALUE;
        }
    }

    private Chain append(Operation next, int how) {
        add(next);
        steps.get(steps.size() - 2).toNext = how;
        return this;
    }

    private void add(Operation operation) {
        Objects.requireNonNull(operation, "operation");
        if (operation instanceof Acquire) {
            throw new IllegalArgumentException(
                    operation
                            + ": takes as many waits as it needs, and no place in a chain;"
                            + " use whenHeld");
        }
        for (int i = 0; i < steps.size(); i++) {
            if (steps.get(i).operation == operation) {
                throw new IllegalArgumentException(operation + ": is in the chain already");
            }
        }
        steps.add(new Step(operation));
    }

    @Override
    public String toString() {
        return "chain of " + steps.size() + " from " + steps.getFirst().operation;
    }
}
