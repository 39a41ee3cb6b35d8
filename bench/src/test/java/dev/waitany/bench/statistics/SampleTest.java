/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SampleTest {
    @Test
    void shareAboveCountsPairsOfValuesOfAllForks() {
        Sample sample = new Sample(List.of(new double[] {2, 4}, new double[] {6}));
        Sample other = new Sample(List.of(new double[] {1, 3, 5, 7}));
        // 2 is above one of four values, 4 above two and 6 above three.
        assertThat(sample.shareAbove(other)).isEqualTo(6.0 / 12);
        assertThat(new Sample(List.of(new double[] {8, 9})).shareAbove(other)).isEqualTo(1);
        assertThat(new Sample(List.of(new double[] {0, 1})).shareAbove(other)).isEqualTo(0.5 / 8);
    }
}
