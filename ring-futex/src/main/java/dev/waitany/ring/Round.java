/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring;

import dev.waitany.linux.Errno;

/**
 * One round of an operation, from its being queued until the kernel has answered all its entries:
 * its own, and that of a timeout linked to it, in any order.
 */
final class Round {
    static final long NO_TIMEOUT = -1;

    private long userData;
    private long timeout = NO_TIMEOUT;
    private int answersToCome;
    private int result;
    private boolean timedOut;
    private boolean cancelRequested;

    /** A round whose completions will carry this user_data. */
    void begin(long data) {
        userData = data;
        answersToCome = timeout == NO_TIMEOUT ? 1 : 2;
        timedOut = false;
        cancelRequested = false;
    }

    /** The rounds from now on are limited to so many nanoseconds. */
    void limit(long nanos) {
        timeout = nanos;
    }

    long timeout() {
        return timeout;
    }

    long userData() {
        return userData;
    }

    /** Whether a cancel was asked for; the first to ask is told true. */
    boolean requestCancel() {
        boolean first = !cancelRequested;
        cancelRequested = true;
        return first;
    }

    boolean isCancelRequested() {
        return cancelRequested;
    }

    void answered(int answer) {
        result = answer;
        answersToCome--;
    }

    /** A timeout that ends a futex wait answers 1, where the manual says ETIME. */
    void timerAnswered(int answer) {
        timedOut = answer >= 0 || answer == -Errno.ETIME;
        answersToCome--;
    }

    boolean isOver() {
        return answersToCome == 0;
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
            case WOKEN, WRITTEN -> result;
            case CHANGED -> request.changed();
            case FAILED -> -result;
            case ACQUIRED, TIMED_OUT, CANCELLED -> 0;
        };
    }
}
