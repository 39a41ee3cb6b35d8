/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.kernels.guest;

import java.io.IOException;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * Runs test classes in a guest, and reports each event as a line ({@link GuestEvent}).
 *
 * <p>Arguments: those of {@link GuestArguments}. Exit codes: 0 when no test has failed, 1 when one
 * has, 2 for wrong arguments.
 */
public final class GuestMain {
    private GuestMain() {}

    /** Runs the program, and exits even if tests have left threads behind. */
    public static void main(String[] arguments) throws IOException {
        System.exit(run(arguments));
    }

    private static int run(String[] arguments) throws IOException {
        GuestArguments given;
        try {
            given = GuestArguments.of(arguments);
        } catch (IllegalArgumentException wrong) {
            System.err.println(wrong.getMessage() + ". " + GuestArguments.USAGE);
            return 2;
        }
        GuestReporter reporter = new GuestReporter(given.openResults(), given.isLastPart());
        LauncherFactory.create().execute(given.request(), reporter);
        return reporter.hasFailed() ? 1 : 0;
    }
}
