/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waitany.Support;
import dev.waitany.WaitAny;
import dev.waitany.bench.measure.BadArgumentException;
import dev.waitany.bench.measure.Cell;
import dev.waitany.bench.measure.Workload;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WorkloadsTest {
    static List<Workload> all() {
        return Workloads.all();
    }

    @ParameterizedTest
    @MethodSource("all")
    void everyWorkloadIsFoundByItsNameAndDescribed(Workload workload) {
        assertThat(Workloads.named(workload.name())).isSameAs(workload);
        assertThat(workload.name()).matches("[a-z]+(-[a-z]+)*");
        assertThat(workload.about()).endsWith(".");
        assertThat(workload.sizes()).isNotEmpty().isSorted().doesNotHaveDuplicates();
        assertThat(workload.words(workload.sizes().getFirst())).isPositive();
    }

    @ParameterizedTest
    @MethodSource("all")
    void noBaselineIsNamedLikeAStrategy(Workload workload) {
        assertThat(workload.baselines())
                .doesNotContainAnyElementsOf(
                        WaitAny.strategies().stream().map(Support::strategy).toList());
    }

    @Test
    void cellIsReadFromTheArgumentItGives() {
        Cell cell = new Cell(Workloads.named("armed-scale"), "ring-armed", 100_000);
        assertThat(Workloads.cell(cell.argument())).isEqualTo(cell);
        assertThatThrownBy(() -> Workloads.cell("armed-scale:ring-armed"))
                .isInstanceOf(BadArgumentException.class)
                .hasMessageContaining("armed-scale:ring-armed");
    }
}
