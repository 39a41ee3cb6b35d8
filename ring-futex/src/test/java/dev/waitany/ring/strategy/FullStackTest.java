/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring.strategy;

import dev.waitany.WaitAny;
import dev.waitany.ring.uring.RequiredRings;
import dev.waitany.ring.uring.RingCalls;
import dev.waitany.spi.StrategyAccess;
import dev.waitany.tck.faults.FullStackTrial;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Waits that are begun where the stack ends. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FullStackTest {
    @BeforeAll
    static void needsRings() {
        RequiredRings.assume();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void waitLosesNoWakeAndKeepsNoSet(boolean virtual) throws Exception {
        try (WaitAny any = StrategyAccess.open("full", new RingCancelBackend(RingCalls.KERNEL))) {
            new FullStackTrial(any, virtual).waitsLoseNoWakeAndKeepNoSet();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void futureThatCannotBeMadeKeepsNoSet(boolean virtual) throws Exception {
        try (WaitAny any = StrategyAccess.open("full", new RingCancelBackend(RingCalls.KERNEL))) {
            new FullStackTrial(any, virtual).futuresKeepNoSet();
        }
    }
}
