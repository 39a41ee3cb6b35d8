/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.stress;

import dev.waitany.Support;
import dev.waitany.WaitAny;
import dev.waitany.ring.FutexRing;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs all jcstress tests, each for a short time. Arguments are passed to jcstress, {@code -m
 * tough} for example.
 */
public final class Main {
    private static final String ALL_TESTS = ".*";
    private static final String TESTS_WITHOUT_RING = "^(?!.*\\.Locking\\.).*$";

    private Main() {}

    /**
     * Runs the tests. The exit code is not 0 if a forbidden result was seen or a test did not end.
     *
     * @param arguments for jcstress
     */
    public static void main(String[] arguments) throws Exception {
        long begin = System.nanoTime();
        reportMissing();
        List<String> all =
                new ArrayList<>(
                        List.of(
                                "-t",
                                hasRings() ? ALL_TESTS : TESTS_WITHOUT_RING,
                                // A single JVM configuration; the default is a dozen.
                                "--jvmArgs",
                                "--enable-native-access=ALL-UNNAMED",
                                "-af",
                                "NONE",
                                "-sc",
                                "false",
                                "-iters",
                                "2",
                                "-time",
                                "500", // ms
                                "-r",
                                "jcstress/"));
        all.addAll(List.of(arguments));
        org.openjdk.jcstress.Main.main(all.toArray(String[]::new));
        System.out.println("stress: " + (System.nanoTime() - begin) / 1_000_000_000 + " s");
    }

    /** Prints which strategies {@link OpenStrategies} leaves out on this machine. */
    private static void reportMissing() {
        for (Support support : WaitAny.strategies()) {
            if (!support.available()) {
                System.out.println("left out: " + support.strategy() + ": " + support.reason());
            }
        }
    }

    private static boolean hasRings() {
        try {
            FutexRing.open().close();
            return true;
        } catch (IllegalStateException | UnsupportedOperationException refused) {
            System.out.println("left out: Locking: " + refused.getMessage());
            return false;
        }
    }
}
