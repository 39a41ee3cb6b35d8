/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.guest;

/**
 * A test that has failed in a guest. Its message is the guest's stack trace; it has none itself.
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
