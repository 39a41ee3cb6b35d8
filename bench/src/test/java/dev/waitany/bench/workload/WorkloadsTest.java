/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.waitany.Support;
import dev.waitany.WaitAny;
import dev.waitany.bench.argument.BadArgumentException;
import dev.waitany.bench.measure.Cell;
import dev.waitany.bench.measure.Placement;
import dev.waitany.bench.measure.Workload;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class WorkloadsTest {
    private static final Path PAGE = Path.of("../docs/how-to/choose-a-workload.md");

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
    void pageSaysWhatTheWorkloadModelsAndCannotShow(Workload workload) throws Exception {
        assumeTrue(Files.exists(PAGE), "the docs are not here");
        assertThat(Files.readString(PAGE))
                .containsPattern(
                        "(?s)## `"
                                + workload.name()
                                + "`\n\n[^#]+\n- \\*\\*Models:\\*\\*[^#]+"
                                + "\n- \\*\\*Cannot show:\\*\\*");
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

    @Test
    void nameOfAVariantHasTheValuesThatAreNotDefaults() {
        assertThat(Workloads.named("one-way@rate=5000").name()).isEqualTo("one-way");
        Workload slow = Workloads.named("one-way@placement=one-cpu@rate=1000");
        assertThat(slow.name()).isEqualTo("one-way@rate=1000@placement=one-cpu");
        assertThat(slow.about()).contains("1000 times per second").endsWith("one-cpu.");
        assertThat(slow.placed(new Placement(2, 3))).isEqualTo(new Placement(2, 2));
        assertThat(Workloads.named(slow.name()).name()).isEqualTo(slow.name());
        assertThat(Workloads.known(List.of(slow.name(), "ping-pong", "ping-pong")))
                .extracting(Workload::name)
                .containsExactly("ping-pong", slow.name());
    }

    @ParameterizedTest
    @CsvSource({
        "ping-pong@rate=1, rate",
        "one-way@rate, rate",
        "one-way@rate=, rate",
        "one-way@rate=1e9, 10 to 100000 wakes per second",
        "timeouts@deadline=5, 10us to 1s",
        "timeouts@deadline=9h, 10us to 1s",
        "surplus@surplus=keep, forward or report",
        "surplus@placement=three-cpus, two-cpus or one-cpu or free",
        "sleep@rate=1, sleep"
    })
    void variantThatCannotBeIsRefusedWithWhatCanBe(String name, String named) {
        assertThatThrownBy(() -> Workloads.named(name))
                .isInstanceOf(BadArgumentException.class)
                .hasMessageContaining(named);
    }

    @Test
    void optionIsForTheWorkloadsThatHaveIt() {
        List<Workload> chosen = List.of(Workloads.named("ping-pong"), Workloads.named("one-way"));
        assertThat(Variants.ofSome(chosen, "rate", List.of("100", "5000")))
                .extracting(Workload::name)
                .containsExactly("ping-pong", "one-way@rate=100", "one-way");
        assertThatThrownBy(() -> Variants.ofSome(chosen, "burst", List.of("2")))
                .isInstanceOf(BadArgumentException.class)
                .hasMessage("--burst: no chosen workload has it; these have: surplus");
    }
}
