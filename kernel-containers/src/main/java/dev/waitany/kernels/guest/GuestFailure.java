/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.kernels.guest;

/**
 * A failure of a test in a guest. Its message contains the guest's stack trace, so it has no stack
 * trace.
 */
public final class GuestFailure extends AssertionError {
    private static final long serialVersionUID = 1;

    GuestFailure(String trace) {
        super(trace);
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
