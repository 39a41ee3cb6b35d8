/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VerdictTest {
    private static final Resolution FINE = new Resolution(new Interval(0.97, 1.0, 1.04));
    private static final Resolution NOISY = new Resolution(new Interval(0.93, 1.0, 1.04));

    @Test
    void resolutionIsTheLargerSideOfTheAaInterval() {
        assertThat(FINE.percent()).isCloseTo(4, offset());
        assertThat(new Resolution(new Interval(0.95, 0.99, 1.01)).percent())
                .isCloseTo(5.263, offset());
    }

    @Test
    void differenceIsCalledOneOnlyIfItsWholeIntervalIsBeyondTheResolution() {
        assertThat(FINE.judge(new Interval(0.38, 0.41, 0.44))).isEqualTo(Verdict.LESS);
        assertThat(FINE.judge(new Interval(1.05, 1.1, 1.2))).isEqualTo(Verdict.MORE);
        assertThat(FINE.judge(new Interval(0.9, 0.95, 0.97))).isEqualTo(Verdict.NO_DIFFERENCE);
        assertThat(FINE.judge(new Interval(1.01, 1.02, 1.03)))
                .as("excludes 1, but equal cells differ as much")
                .isEqualTo(Verdict.NO_DIFFERENCE);
    }

    @Test
    void runWhoseAaIntervalIsWiderThanTenPercentJudgesNothing() {
        assertThat(NOISY.isTooNoisy()).isTrue();
        assertThat(NOISY.judge(new Interval(0.38, 0.41, 0.44))).isEqualTo(Verdict.TOO_NOISY);
        assertThat(FINE.or(NOISY)).isEqualTo(NOISY);
        assertThat(NOISY.or(FINE)).isEqualTo(NOISY);
    }

    @Test
    void seriesThatStillFallsIsNotSteady() {
        assertThat(Steadiness.isSteady(new double[] {30, 28, 26, 24, 22, 20, 18, 16})).isFalse();
        assertThat(Steadiness.isSteady(new double[] {90, 30, 20, 22, 21, 20, 22, 21, 20, 21}))
                .isTrue();
        assertThat(Steadiness.isSteady(new double[] {20, 20, 20}))
                .as("too few blocks to tell")
                .isFalse();
    }

    @Test
    void trendWithinTwoPercentIsSteady() {
        double[] series = {1.007, 1.006, 1.005, 1.004, 1.003, 1.002, 1.001, 1.0};
        assertThat(Steadiness.isSteady(series)).isTrue();
    }

    private static org.assertj.core.data.Offset<Double> offset() {
        return org.assertj.core.data.Offset.offset(0.001);
    }
}
