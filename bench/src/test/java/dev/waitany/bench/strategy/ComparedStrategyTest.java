/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waitany.Spin;
import dev.waitany.WaitAny;
import org.junit.jupiter.api.Test;

class ComparedStrategyTest {
    /** Adaptive spinning is none where one CPU may be used. */
    @Test
    void onlyTheNameWithSpinSpins() {
        try (WaitAny blocking = ComparedStrategy.open("threads");
                WaitAny usual = WaitAny.open("threads", Spin.adaptive());
                WaitAny spinning = ComparedStrategy.open(ComparedStrategy.spinning("threads"))) {
            assertThat(blocking.spin()).isEqualTo(Spin.none());
            assertThat(spinning.spin()).isEqualTo(usual.spin());
            assertThat(spinning.name()).isEqualTo("threads");
        }
    }
}
