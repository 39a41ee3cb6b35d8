/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.kernels.engine;

import org.opentest4j.TestAbortedException;

/** Decides whether tests are skipped or fail if something is missing. */
public final class LeaveOut {
    /** The launcher sets it if an engine answered. */
    private static final String ENGINE = "WAITANY_ENGINE";

    private LeaveOut() {}

    /**
     * Returns an exception that skips the test with the reason. If an engine answered when the run
     * began, or the user is root and can build a base image, the test fails instead.
     *
     * @param none a {@link NoEngineException} or {@link NoBaseImageException}
     */
    public static TestAbortedException because(IllegalStateException none) {
        boolean couldBeHad =
                none instanceof NoEngineException
                        ? System.getenv(ENGINE) != null
                        : "root".equals(System.getProperty("user.name"));
        if (couldBeHad) {
            throw none;
        }
        return new TestAbortedException(none.getMessage(), none);
    }
}
