/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.stress;

import java.util.ArrayList;
import java.util.List;

/**
 * Runs all tests for a short while each; further arguments are jcstress' own, {@code -m tough} for
 * one.
 */
public final class Main {
    private Main() {}

    /** Exits with another code than 0 when an outcome is forbidden or a test hangs. */
    public static void main(String[] arguments) throws Exception {
        long begin = System.nanoTime();
        List<String> all =
                new ArrayList<>(
                        List.of(
                                "-t",
                                "dev.waitany.stress",
                                "--jvmArgs", // one configuration of the JVM; by itself it runs each
                                // test in a dozen
                                "--enable-native-access=ALL-UNNAMED",
                                "-af",
                                "NONE",
                                "-sc",
                                "false",
                                "-iters",
                                "2",
                                "-time",
                                "500",
                                "-r",
                                "jcstress/"));
        all.addAll(List.of(arguments));
        org.openjdk.jcstress.Main.main(all.toArray(String[]::new));
        System.out.println("stress: " + (System.nanoTime() - begin) / 1_000_000_000 + " s");
    }
}
