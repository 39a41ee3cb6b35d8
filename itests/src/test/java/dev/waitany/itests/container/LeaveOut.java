/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.container;

import org.opentest4j.TestAbortedException;

/** What becomes of tests where something is missing. */
public final class LeaveOut {
    /** The launcher sets it once an engine answers. */
    private static final String ENGINE = "WAITANY_ENGINE";

    private LeaveOut() {}

    /**
     * Leaves a test out, with the reason; but it fails where there was an engine when the run
     * began, or who runs it is root, who can build a base image: nothing is left out there.
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
