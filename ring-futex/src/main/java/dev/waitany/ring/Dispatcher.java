/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring;

import dev.waitany.linux.Errno;
import dev.waitany.linux.Guards;
import org.jspecify.annotations.Nullable;

/**
 * Reads completions, ends their operations and tells their listeners. What listeners throw is kept
 * until all of a batch are told.
 */
final class Dispatcher {
    private final Ring kernel;
    private final CompletionQueue completions;
    private final Pending pending;
    private final Canceller canceller;
    private @Nullable Throwable failure;
    private boolean telling;
    private int told;

    Dispatcher(Ring kernel, Pending pending, Canceller canceller) {
        this.kernel = kernel;
        this.completions = kernel.completions();
        this.pending = pending;
        this.canceller = canceller;
    }

    /** Whether a listener is being told. */
    boolean isTelling() {
        return telling;
    }

    /**
     * Takes the completions that can be read, and those that have overflowed.
     *
     * @return how many operations have ended
     */
    int dispatch() {
        int most = pending.size(); // listeners may begin operations that end at once
        told = 0;
        do {
            dispatchPosted();
        } while (told < most && fetchOverflow());
        return told;
    }

    /**
     * Takes the completions that can be read without the kernel; for who is not the ring's thread.
     */
    void dispatchPosted() {
        for (int i = completions.available(); i > 0; i--) {
            long userData = completions.userData(0);
            int result = completions.result(0);
            completions.consume(1); // at once, as a listener may submit
            answered(userData, result);
        }
    }

    /** Ends an operation whose completion cannot be had any more. */
    void endUnheard(Operation operation) {
        operation.round.answered(-Errno.ECANCELED);
        end(operation);
    }

    /** Throws what listeners have thrown: the first, with the others suppressed. */
    void rethrow() {
        Throwable thrown = failure;
        failure = null;
        if (thrown instanceof Error error) {
            throw error;
        }
        if (thrown instanceof RuntimeException exception) {
            throw exception;
        }
        if (thrown != null) {
            throw new IllegalStateException("a listener threw a checked exception", thrown);
        }
    }

    /** Has what listeners have thrown thrown with another exception. */
    void addFailuresTo(Throwable other) {
        if (failure != null) {
            other.addSuppressed(failure);
            failure = null;
        }
    }

    private boolean fetchOverflow() {
        if (!kernel.submissions().completionsOverflow()) {
            return false;
        }
        kernel.enter(0, 0, Guards.NONE);
        return completions.available() > 0;
    }

    private void answered(long userData, int result) {
        Operation operation = pending.of(userData);
        if (Pending.isTimeout(userData)) {
            operation.round.timerAnswered(result);
        } else {
            operation.round.answered(result);
        }
        if (operation.round.isOver()) {
            end(operation);
        }
    }

    private void end(Operation operation) {
        pending.remove(operation);
        canceller.ended(operation);
        telling = true;
        if (isTheEnd(operation)) {
            told++;
            try {
                operation.tell();
            } catch (Throwable thrown) {
                keep(thrown);
            }
        }
        telling = false;
    }

    /** That of an acquire takes its lock, and begins what depends on it. */
    private boolean isTheEnd(Operation operation) {
        Completion.Kind kind = operation.round.kind(operation.request());
        try {
            return operation.end(kind, operation.round.value(kind, operation.request()));
        } catch (Throwable thrown) {
            keep(thrown);
            if (operation.state() == Operation.State.PENDING) {
                operation.fail();
            }
            return true;
        }
    }

    @SuppressWarnings("ReferenceEquality") // an exception cannot suppress itself
    private void keep(Throwable thrown) {
        Throwable first = failure;
        if (first == null) {
            failure = thrown;
        } else if (first != thrown) {
            first.addSuppressed(thrown);
        }
    }
}
