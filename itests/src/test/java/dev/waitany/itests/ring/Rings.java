/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.ring;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.waitany.Support;
import dev.waitany.WaitAny;
import dev.waitany.ring.FutexRing;

/** Rings for tests. */
public final class Rings {
    private Rings() {}

    /** One of the calling thread; the test is skipped, saying why, where there are none. */
    public static FutexRing open() {
        for (Support support : WaitAny.strategies()) {
            if (support.strategy().equals("ring-waitv")) {
                assumeTrue(support.available(), support.reason());
            }
        }
        return FutexRing.open();
    }
}
