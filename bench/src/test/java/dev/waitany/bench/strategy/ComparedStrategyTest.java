/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waitany.Spin;
import dev.waitany.Support;
import dev.waitany.WaitAny;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    @Test
    void nameWithATimeSpinsForThatTime() {
        try (WaitAny spinning = ComparedStrategy.open("threads+spin-20us")) {
            assertThat(spinning.spin()).isEqualTo(Spin.fixed(Duration.of(20, ChronoUnit.MICROS)));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "threads, true",
        "threads+spin, true",
        "threads+spin-1ms, true",
        "threads+spin-0us, false",
        "threads+spin-20, false",
        "threads+spin20us, false",
        "thread+spin, false",
        "ring-armed, false"
    })
    void nameWithAnotherEndIsNoneOfTheStrategy(String name, boolean isName) {
        Support threads = Support.available("threads", "");
        assertThat(ComparedStrategy.isNameOf(threads, name)).isEqualTo(isName);
    }
}
