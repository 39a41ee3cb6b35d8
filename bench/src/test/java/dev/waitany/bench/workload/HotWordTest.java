/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.workload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waitany.bench.measure.Block;
import java.time.Duration;
import java.util.Objects;
import java.util.function.IntSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(60)
class HotWordTest {
    private static final int WORDS = 64;
    private static final int WAKES = 100_000;

    static Stream<String> strategies() {
        return Blocks.strategies();
    }

    @ParameterizedTest
    @MethodSource("strategies")
    void eachWakeIsAnsweredAndSplit(String strategy) throws Exception {
        for (Block block : Blocks.of("hot-word", strategy, WORDS, Duration.ofMillis(30))) {
            assertThat(block.operations()).isPositive();
            assertThat(Objects.requireNonNull(block.phases()).wakeToRun().getTotalCount())
                    .isEqualTo(block.operations());
        }
    }

    /** The sum of 1/i up to 64 is 4.74. */
    @Test
    void theHottestOfZipfsWordsHasAFifthOfTheWakesAndIsInTheMiddle() {
        int[] wakes = wakes(1.0);
        assertThat(wakes[WORDS / 2]).isBetween(WAKES / 5, WAKES / 4);
        assertThat(wakes[WORDS / 2 + 1]).as("the second").isBetween(WAKES / 11, WAKES / 8);
        assertThat(wakes[WORDS / 2 - 1]).as("the last").isBetween(1, WAKES / 200);
    }

    @Test
    void withoutSkewAllWordsHaveTheSame() {
        assertThat(IntStream.of(wakes(0)).summaryStatistics())
                .as("1,562 on average")
                .satisfies(
                        wakes -> {
                            assertThat(wakes.getMin()).isGreaterThan(1_000);
                            assertThat(wakes.getMax()).isLessThan(2_200);
                        });
    }

    private static int[] wakes(double exponent) {
        IntSupplier next = HotWord.words(WORDS, exponent, 7);
        int[] wakes = new int[WORDS];
        for (int i = 0; i < WAKES; i++) {
            wakes[next.getAsInt()]++;
        }
        return wakes;
    }
}
