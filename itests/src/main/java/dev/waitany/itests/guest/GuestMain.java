/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.guest;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * Runs test classes in a guest, and reports each event as a line ({@link GuestEvent}).
 *
 * <p>Arguments: {@code [--results FILE] CLASS...}; without a file, the lines go to standard error.
 * Exit codes: 0 when no test has failed, 1 when one has, 2 for arguments that cannot be.
 */
public final class GuestMain {
    private static final String RESULTS = "--results";

    private GuestMain() {}

    /** Ends the JVM: tests may have left threads behind. */
    public static void main(String[] arguments) throws IOException {
        List<DiscoverySelector> classes = new ArrayList<>();
        PrintStream lines = System.err;
        for (int i = 0; i < arguments.length; i++) {
            if (!arguments[i].equals(RESULTS)) {
                classes.add(DiscoverySelectors.selectClass(arguments[i]));
            } else if (++i < arguments.length) {
                lines =
                        new PrintStream(
                                new FileOutputStream(arguments[i]),
                                true,
                                StandardCharsets.US_ASCII);
            }
        }
        if (classes.isEmpty()) {
            System.err.println("which test classes? arguments: [--results FILE] CLASS...");
            System.exit(2);
        }
        GuestReporter reporter = new GuestReporter(lines);
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request().selectors(classes).build(),
                        reporter);
        System.exit(reporter.hasFailed() ? 1 : 0);
    }
}
