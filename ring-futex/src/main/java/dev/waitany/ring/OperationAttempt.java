/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring;

import dev.waitany.linux.Errno;

/**
 * One attempt of an operation: from queueing its entries until the kernel has completed them all.
 *
 * <p>These are the operation's entry and, if it is limited, the entry of its linked timeout. They
 * complete in any order. An {@link Acquire} may take many attempts; any other operation takes one.
 */
final class OperationAttempt {
    static final long NO_TIMEOUT = -1;

    private long userData;
    private long timeout = NO_TIMEOUT;
    private int completionsToCome;
    private int result;
    private boolean timedOut;
    private boolean cancelRequested;

    /** Begins an attempt whose completions carry this user_data. */
    void begin(long data) {
        userData = data;
        completionsToCome = timeout == NO_TIMEOUT ? 1 : 2;
        timedOut = false;
        cancelRequested = false;
    }

    /** Limits the following attempts to so many nanoseconds; {@link #NO_TIMEOUT} for no limit. */
    void limit(long nanos) {
        timeout = nanos;
    }

    long timeout() {
        return timeout;
    }

    long userData() {
        return userData;
    }

    /** Notes that a cancel was requested; returns whether this was the first request. */
    boolean requestCancel() {
        boolean first = !cancelRequested;
        cancelRequested = true;
        return first;
    }

    boolean isCancelRequested() {
        return cancelRequested;
    }

    /** Notes the completion of the operation's entry. */
    void completed(int answer) {
        result = answer;
        completionsToCome--;
    }

    /**
     * Notes the completion of the linked timeout. A timeout that ended its wait completes with
     * ETIME on some kernels and with 1 on others (docs/reference/kernel-matrix.md).
     */
    void timeoutCompleted(int answer) {
        timedOut = answer >= 0 || answer == -Errno.ETIME;
        completionsToCome--;
    }

    boolean isOver() {
        return completionsToCome == 0;
    }

    Completion.Kind kind(Request request) {
        if (result >= 0) {
            return request.success();
        }
        if (result == -Errno.ECANCELED) {
            return timedOut ? Completion.Kind.TIMED_OUT : Completion.Kind.CANCELLED;
        }
        return result == -Errno.EAGAIN && request.waits()
                ? Completion.Kind.CHANGED
                : Completion.Kind.FAILED;
    }

    int value(Completion.Kind kind, Request request) {
        return switch (kind) {
            case WOKEN, WRITTEN, READY -> result;
            case CHANGED -> request.changed();
            case FAILED -> -result;
            case ACQUIRED, TIMED_OUT, CANCELLED -> 0;
        };
    }
}
