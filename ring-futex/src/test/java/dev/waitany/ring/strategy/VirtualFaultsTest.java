/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring.strategy;

import dev.waitany.ring.uring.RequiredRings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** As {@link InjectedFaultsTest}, for the armed sets of virtual threads. */
@Timeout(value = 600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class VirtualFaultsTest {
    private final FaultInjection injection = new FaultInjection();

    @BeforeAll
    static void needsRings() {
        RequiredRings.assume();
    }

    @AfterEach
    void free() {
        injection.close();
    }

    @ParameterizedTest
    @EnumSource(FaultInjection.Tried.class)
    void armedSetsSurviveEveryFault(FaultInjection.Tried tried) throws Exception {
        injection.everywhere(tried, any -> OnVirtualThread.run(() -> injection.armed(any)));
    }

    @ParameterizedTest
    @EnumSource(FaultInjection.Tried.class)
    void armedSetsOutliveRingsThatCannotBeEntered(FaultInjection.Tried tried) throws Exception {
        injection.persistently(tried, any -> OnVirtualThread.run(() -> injection.armed(any)));
    }
}
