/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring;

import dev.waitany.linux.uapi.LinuxUapi;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Operations that the kernel starts one after another, each when the one before it has completed.
 * They are submitted together, and the kernel does not return to Java between them.
 *
 * <pre>{@code
 * ring.queue(Chain.of(wait).timeout(Duration.ofMillis(5)).link(wake).hardLink(write));
 * }</pre>
 *
 * <p><b>After does not mean because.</b> A {@linkplain #link link} continues after a wait that was
 * woken. It also continues after one that was cancelled or timed out, as the kernel counts neither
 * as a failure (io_uring_enter(2) says otherwise). It stops if a word held another value or an
 * operation failed. The operations behind it then end with {@code CANCELLED} and were never
 * started. A {@linkplain #hardLink hard link} continues in any case. If the reason matters, look at
 * the completion. If a lock must be held, use {@link Acquire}.
 *
 * <p>A later operation looks at its word when it starts, with the value that was expected when the
 * chain was queued. Earlier wakes do not find it. A chain may be queued again when its operations
 * have ended. Not thread-safe.
 *
 * <p>Source: man 7 io_uring_linked_requests; IOSQE_IO_LINK, IO_HARDLINK, IO_DRAIN, LINK_TIMEOUT.
 */
public final class Chain {
    private static final int LINK = 1 << LinuxUapi.IOSQE_IO_LINK_BIT();
    private static final int HARD_LINK = 1 << LinuxUapi.IOSQE_IO_HARDLINK_BIT();
    private static final int DRAIN = 1 << LinuxUapi.IOSQE_IO_DRAIN_BIT();

    private static final class Step {
        final Operation operation;
        int toNext; // IOSQE_ flag that links the next one to this
        long timeout = OperationAttempt.NO_TIMEOUT;

        Step(Operation operation) {
            this.operation = operation;
        }
    }

    private final List<Step> steps = new ArrayList<>();
    private boolean drain;

    private Chain() {}

    /**
     * Creates a chain that begins with this operation.
     *
     * @throws IllegalArgumentException for an {@link Acquire}, which may take many waits, or a
     *     repeated poll
     */
    public static Chain of(Operation first) {
        Chain chain = new Chain();
        chain.add(first);
        return chain;
    }

    /**
     * Adds an operation that starts unless the one before it fails.
     *
     * @throws IllegalArgumentException if it is an {@link Acquire} or a repeated poll, or in the
     *     chain already
     */
    public Chain link(Operation next) {
        return append(next, LINK);
    }

    /**
     * Adds an operation that starts however the one before it ends.
     *
     * @throws IllegalArgumentException if it is an {@link Acquire} or a repeated poll, or in the
     *     chain already
     */
    public Chain hardLink(Operation next) {
        return append(next, HARD_LINK);
    }

    /**
     * Limits the wait that was added last: it ends with {@code TIMED_OUT} so much time after it
     * starts.
     *
     * @throws IllegalArgumentException if the last operation is not a wait, or the duration is not
     *     positive
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
     * Starts the chain only when all operations that were queued before it have completed.
     * Operations that are queued after it start after it has completed. If a wait is pending before
     * it, a wake from elsewhere or a cancel ends that wait; a cancel is not a queued operation, so
     * the drain does not hold it up.
     */
    public Chain drain() {
        drain = true;
        return this;
    }

    /** Returns the number of operations. */
    public int size() {
        return steps.size();
    }

    Operation operation(int index) {
        return steps.get(index).operation;
    }

    /** Returns the IOSQE_ flags of an operation's last entry. */
    int flags(int index) {
        return steps.get(index).toNext | (drain && index == 0 ? DRAIN : 0);
    }

    /** Returns the limit of an operation in nanoseconds. */
    long limit(int index) {
        return steps.get(index).timeout;
    }

    int entries() {
        int entries = 0;
        for (int i = 0; i < steps.size(); i++) {
            entries += steps.get(i).timeout == OperationAttempt.NO_TIMEOUT ? 1 : 2;
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
        if (operation.request().repeats()) {
            throw new IllegalArgumentException(
                    operation + ": is repeated until it is cancelled, and has no place in a chain");
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
