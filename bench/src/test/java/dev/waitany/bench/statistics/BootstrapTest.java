/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BootstrapTest {
    private static final Bootstrap BOOTSTRAP = new Bootstrap(7);

    @Test
    void intervalCoversTheTrueMedianInAboutNineteenOfTwentySamples() {
        SplittableRandom random = new SplittableRandom(1);
        int covered = 0;
        for (int i = 0; i < 200; i++) {
            double[] values = random.doubles(25, 0, 2).toArray(); // median 1
            Interval interval = new Bootstrap(i).median(new Sample(List.of(values)));
            covered += interval.low() <= 1 && 1 <= interval.high() ? 1 : 0;
        }
        assertThat(covered).isBetween(178, 199);
    }

    @Test
    void forksThatDifferWidenTheInterval() {
        Interval alike = BOOTSTRAP.median(forks(10, 10, 10));
        Interval different = BOOTSTRAP.median(forks(8, 10, 12));
        assertThat(different.estimate()).isCloseTo(alike.estimate(), within(0.2));
        assertThat(different.width()).isGreaterThan(4 * alike.width());
    }

    @Test
    void pairedRatioIsNotAffectedByWhatSlowsARound() {
        double[] below = {10, 14, 30, 11, 12, 60, 10, 13};
        double[] above = below.clone();
        for (int i = 0; i < above.length; i++) {
            above[i] *= i % 2 == 0 ? 1.49 : 1.51;
        }
        Sample one = new Sample(List.of(above));
        Sample other = new Sample(List.of(below));
        Interval paired = BOOTSTRAP.pairedRatio(one, other);
        assertThat(paired.low()).isGreaterThan(1.48);
        assertThat(paired.high()).isLessThan(1.52);
        assertThat(BOOTSTRAP.ratio(one, other).width()).isGreaterThan(10 * paired.width());
    }

    @Test
    void sameSeedGivesTheSameInterval() {
        Sample sample = forks(8, 10, 12);
        assertThat(new Bootstrap(3).median(sample)).isEqualTo(new Bootstrap(3).median(sample));
    }

    @Test
    void samplesOfDifferentRoundsAreNotPaired() {
        Sample two = new Sample(List.of(new double[] {1, 2}));
        Sample three = new Sample(List.of(new double[] {1, 2, 3}));
        assertThatThrownBy(() -> BOOTSTRAP.pairedRatio(two, three))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(BOOTSTRAP.ratio(two, three).estimate()).isEqualTo(0.75);
    }

    @Test
    void sampleWithoutValuesIsRefused() {
        assertThatThrownBy(() -> new Sample(List.of(new double[0])))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Sample forks(double... levels) {
        List<double[]> forks = new ArrayList<>();
        for (double level : levels) {
            double[] fork = new double[12];
            for (int i = 0; i < fork.length; i++) {
                fork[i] = level + (i % 4) * 0.1;
            }
            forks.add(fork);
        }
        return new Sample(forks);
    }

    private static org.assertj.core.data.Offset<Double> within(double offset) {
        return org.assertj.core.data.Offset.offset(offset);
    }
}
