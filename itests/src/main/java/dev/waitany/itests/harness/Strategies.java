/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.harness;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.waitany.Capabilities;
import dev.waitany.Support;
import dev.waitany.WaitAny;
import java.util.List;

/** The strategies found as services, by name. */
public final class Strategies {
    private static final List<Support> FOUND = WaitAny.strategies();

    private Strategies() {}

    /** All of them, working here or not. */
    public static List<String> all() {
        return FOUND.stream().map(Support::strategy).sorted().toList();
    }

    /** Those that work here. */
    public static List<String> available() {
        return FOUND.stream().filter(Support::available).map(Support::strategy).sorted().toList();
    }

    /** Those that work here and account for every wake. */
    public static List<String> exact() {
        return available().stream().filter(Strategies::isExact).toList();
    }

    /** Opens one; a test that needs one that does not work here is skipped, saying why. */
    public static WaitAny open(String name) {
        for (Support support : FOUND) {
            if (support.strategy().equals(name)) {
                assumeTrue(support.available(), () -> name + ": " + support.reason());
            }
        }
        return WaitAny.open(name);
    }

    private static boolean isExact(String name) {
        try (WaitAny waitAny = WaitAny.open(name)) {
            return waitAny.capabilities().accounting() == Capabilities.Accounting.EXACT;
        }
    }
}
