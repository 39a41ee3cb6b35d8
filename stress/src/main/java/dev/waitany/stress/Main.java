/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.stress;

import dev.waitany.Support;
import dev.waitany.WaitAny;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Runs all tests for a short while each; further arguments are jcstress' own, {@code -m tough} for
 * one.
 */
public final class Main {
    /** Tests that need a strategy, which not every kernel or sandbox has. */
    private static final Map<String, String> NEEDS =
            Map.of(
                    "syscall-waitv",
                    "SyscallWaitv",
                    "ring-armed",
                    "RingArmed|RingAcquire|RingWaitControl");

    private Main() {}

    /** Exits with another code than 0 when an outcome is forbidden or a test hangs. */
    public static void main(String[] arguments) throws Exception {
        long begin = System.nanoTime();
        List<String> all =
                new ArrayList<>(
                        List.of(
                                "-t",
                                "^(?!.*(" + String.join("|", missing()) + ")$).*$",
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

    /** Names of tests to leave out; one that no test has, where none is. */
    private static List<String> missing() {
        List<String> missing = new ArrayList<>(List.of("-"));
        for (Support support : WaitAny.strategies()) {
            String test = NEEDS.get(support.strategy());
            if (test != null && !support.available()) {
                System.out.println("left out: " + test + ", for " + support.reason());
                missing.add(test);
            }
        }
        return missing;
    }
}
