/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.counts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ComparisonTest {
    private static final KernelCounts RECORDED = counts(1000, 3000, 4000);

    @Test
    void countsWithinTheBoundAgree() {
        assertThat(Comparison.between(RECORDED, counts(1020, 3060, 3920), 0.02)).isEmpty();
    }

    @Test
    void aCountBeyondTheBoundIsNamedWithBothValues() {
        assertThat(Comparison.between(RECORDED, counts(1000, 3061, 4000), 0.02))
                .singleElement()
                .hasToString("6.12, threads, 8 words, sleep: recorded 3000, counted 3061 (+2.0 %)");
    }

    @Test
    void fewerInstructionsAreADifferenceToo() {
        assertThat(Comparison.between(RECORDED, counts(900, 3000, 4000), 0.02))
                .singleElement()
                .extracting(Difference::counted)
                .isEqualTo(900L);
    }

    @Test
    void aCellOfOneSideOnlyIsADifference() {
        KernelCounts none =
                new KernelCounts(
                        "6.12", "image", "6.12.1", Map.of(), List.of(), List.of(), List.of());
        assertThat(Comparison.between(RECORDED, none, 0.02))
                .hasSize(3)
                .extracting(Difference::toString)
                .contains("6.12, threads, 8 words, wake: recorded 4000, not counted");
        assertThat(Comparison.between(none, RECORDED, 0.02))
                .extracting(Difference::toString)
                .contains("6.12, threads, 8 words, wake: not recorded, counted 4000");
    }

    @Test
    void aBurstThatAnotherNumberOfWakesFoundIsADifference() {
        assertThat(Comparison.between(burst(125), burst(32), 0.02))
                .singleElement()
                .hasToString(
                        "6.12, ring-waitv, 32 words, 32 of them woken 4 times: recorded 125, counted 32 (-74.4 %)");
    }

    private static KernelCounts burst(long found) {
        Burst burst = new Burst("ring-waitv", 32, 32, 4, found);
        return new KernelCounts(
                "6.12", "image", "6.12.1", Map.of(), List.of(), List.of(burst), List.of());
    }

    @Test
    void otherVersionsAreNamedAsPossibleCauses() {
        CountRecord before = new CountRecord(1, "abc", "gcc 12", "QEMU 7", List.of(RECORDED));
        CountRecord now = new CountRecord(1, "abc", "gcc 14", "QEMU 7", List.of(RECORDED));
        assertThat(Comparison.otherConditions(before, now))
                .containsExactly("compiler: recorded with gcc 12, counted with gcc 14");
    }

    private static KernelCounts counts(long changed, long sleep, long wake) {
        return new KernelCounts(
                "6.12",
                "image",
                "6.12.1",
                Map.of(),
                List.of(new CellCounts("threads", 8, changed, sleep, wake)),
                List.of(),
                List.of());
    }
}
