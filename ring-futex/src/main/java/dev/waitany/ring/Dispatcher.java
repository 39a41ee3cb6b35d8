/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring;

import dev.waitany.linux.Errno;
import dev.waitany.linux.Guards;
import dev.waitany.ring.uring.CompletionQueue;
import dev.waitany.ring.uring.Ring;
import org.jspecify.annotations.Nullable;

/**
 * Reads completions, ends their operations, and calls their listeners. Exceptions of listeners are
 * kept until all listeners of a batch were called.
 */
final class Dispatcher {
    private final Ring ring;
    private final CompletionQueue completions;
    private final PendingOperations pending;
    private final Canceller canceller;
    private @Nullable Throwable failure;
    private boolean telling;
    private int told;

    Dispatcher(Ring ring, PendingOperations pending, Canceller canceller) {
        this.ring = ring;
        this.completions = ring.completions();
        this.pending = pending;
        this.canceller = canceller;
    }

    /** Tells whether a listener is running. */
    boolean isTelling() {
        return telling;
    }

    /**
     * Handles the completions that can be read, and those that have overflowed.
     *
     * @return the number of operations that have ended, and of events of others
     */
    int dispatch() {
        int most =
                pending.size(); // a listener may queue operations that end at once: stop some time
        told = 0;
        do {
            dispatchPosted();
        } while (told < most && fetchOverflow());
        return told;
    }

    /** Handles the completions that can be read without entering the kernel. */
    void dispatchPosted() {
        for (int i = completions.available(); i > 0; i--) {
            long userData = completions.userData(0);
            int result = completions.result(0);
            boolean more = completions.hasMore(0);
            completions.consume(
                    1); // at once, as a listener may submit and the kernel needs the room
            completed(userData, result, more);
        }
    }

    /** Ends an operation as cancelled whose completion can no longer be read. */
    void endUnheard(Operation operation) {
        operation.attempt.completed(-Errno.ECANCELED);
        end(operation);
    }

    /** Throws the first exception of listeners, with the others suppressed. */
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

    /** Adds the exceptions of listeners to another one, as suppressed. */
    void addFailuresTo(Throwable other) {
        if (failure != null) {
            other.addSuppressed(failure);
            failure = null;
        }
    }

    private boolean fetchOverflow() {
        if (!ring.submissions().completionsOverflow()) {
            return false;
        }
        ring.enter(0, 0, Guards.NONE);
        return completions.available() > 0;
    }

    private void completed(long userData, int result, boolean more) {
        Operation operation = pending.of(userData);
        if (more) {
            happened(operation, result);
            return;
        }
        if (PendingOperations.isTimeout(userData)) {
            operation.attempt.timeoutCompleted(result);
        } else {
            operation.attempt.completed(result);
        }
        if (operation.attempt.isOver()) {
            end(operation);
        }
    }

    /** Tells an event of an operation that stays pending. */
    private void happened(Operation operation, int result) {
        telling = true;
        try {
            told++;
            operation.happened(operation.request().success(), result);
        } catch (Throwable thrown) {
            keep(thrown);
        } finally {
            telling = false;
        }
    }

    private void end(Operation operation) {
        pending.remove(operation);
        canceller.ended(operation);
        telling = true;
        try {
            if (isTheEnd(operation)) {
                told++;
                operation.tell();
            }
        } catch (Throwable thrown) {
            keep(thrown);
        } finally {
            telling = false;
        }
    }

    /** Ends an attempt. That of an acquire takes its lock, and queues what depends on it. */
    private boolean isTheEnd(Operation operation) {
        Request request = operation.request();
        Completion.Kind kind = operation.attempt.kind(request);
        boolean consumed = kind == Completion.Kind.WOKEN && request.waits();
        int woken = consumed ? operation.attempt.value(kind, request) : 0;
        if (consumed && !request.isAlive()) { // the wake may be that of the memory's next owner
            request.forward(woken);
        }
        if (kind == Completion.Kind.CANCELLED || kind == Completion.Kind.TIMED_OUT) {
            request.forwardUntold();
        }
        try {
            return operation.end(kind, operation.attempt.value(kind, request));
        } catch (Throwable thrown) {
            keep(thrown);
            if (operation.state() == Operation.State.PENDING) {
                if (consumed) {
                    request.forward(woken);
                }
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
            try {
                first.addSuppressed(thrown);
            } catch (OutOfMemoryError full) {
                // the first one is thrown
            }
        }
    }
}
