/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany;

/**
 * The deadline of a thread's wait for a number of nanoseconds, set anew for each wait: such a wait
 * makes no object. Belongs to its thread, and only within one wait.
 */
final class ThreadDeadline extends Deadline {
    private long nanos;

    ThreadDeadline() {
        super(Kind.MONOTONIC, 0);
    }

    /** Sets the time after a span from now on, and returns this. */
    ThreadDeadline in(long span) {
        nanos = monotonicAfter(span);
        return this;
    }

    @Override
    public long nanos() {
        return nanos;
    }
}
