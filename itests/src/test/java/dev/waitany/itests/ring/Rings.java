/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.ring;

import dev.waitany.itests.harness.Strategies;
import dev.waitany.itests.harness.StrategyFacts;
import dev.waitany.itests.harness.WaitCall;
import dev.waitany.ring.FutexRing;

/** Opens rings for tests. */
public final class Rings {
    private Rings() {}

    /** Opens a ring for the calling thread, or skips the test with the reason why there is none. */
    public static FutexRing open() {
        Strategies.assumeAvailable(StrategyFacts.using(WaitCall.RING_FUTEX_WAITV).name());
        return FutexRing.open();
    }
}
