/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ProcessLimitsTest {
    private static final List<String> LIMITS =
            List.of(
                    "Limit                     Soft Limit           Hard Limit           Units     ",
                    "Max processes             94222                94222                processes ",
                    "Max open files            1024                 524288               files     ",
                    "Max locked memory         8388608              unlimited            bytes     ");

    @Test
    void softLimitsAreRead() {
        assertThat(ProcessLimits.parse(LIMITS, List.of("Name:\tjava", "CapEff:\t0000000000000000")))
                .isEqualTo(new ProcessLimits(1024, 8_388_608));
    }

    @Test
    void processThatMayLockMemoryHasNoLimit() {
        assertThat(ProcessLimits.parse(LIMITS, List.of("CapEff:\t000001ffffffffff")))
                .isEqualTo(new ProcessLimits(1024, Long.MAX_VALUE));
        assertThat(ProcessLimits.parse(LIMITS, List.of("CapEff:\t00000000a80425fb")).lockedMemory())
                .as("with Docker's default capabilities")
                .isEqualTo(8_388_608);
    }

    @Test
    void unlimitedIsTheLargestNumber() {
        assertThat(
                        ProcessLimits.parse(
                                List.of("Max locked memory         unlimited            unlimited"),
                                List.of()))
                .isEqualTo(new ProcessLimits(Long.MAX_VALUE, Long.MAX_VALUE));
    }

    @Test
    void limitsOfThisProcessAreRead() {
        assertThat(ProcessLimits.now().openFiles()).isPositive();
        assertThat(ProcessLimits.now().lockedMemory()).isNotNegative();
    }
}
