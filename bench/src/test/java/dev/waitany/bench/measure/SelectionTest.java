/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waitany.Support;
import dev.waitany.bench.argument.BadArgumentException;
import dev.waitany.bench.results.Results;
import dev.waitany.bench.results.Shard;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SelectionTest {
    private static final Workload WORKLOAD = new SmallWorkload("small", null);

    @Test
    void selectionNamesWhatDoesNotWorkHereAndMeasuresTheRest() throws Exception {
        Selection selection = select(List.of(1, 8, 1));
        assertThat(selection.missing())
                .contains(new Results.Missing("ring", "io_uring_setup(2): EPERM. Allow it"));
        assertThat(selection.cells())
                .containsExactly(new Cell(WORKLOAD, "plain", 1), new Cell(WORKLOAD, "plain", 8));
    }

    @Test
    void selectionLeavesOutSizesBeyondAStrategyAndRefusesThemWhereAskedFor() throws Exception {
        Selection selection = select(List.of());
        assertThat(selection.cells().stream().map(Cell::size)).containsExactly(1, 8, 100);
        assertThat(selection.leftOut())
                .containsExactly(
                        new Results.LeftOut(
                                "small", "plain", List.of(1000), "waits on 1 to 100 words"));
        assertThatThrownBy(() -> select(List.of(101)))
                .isInstanceOf(BadArgumentException.class)
                .hasMessage("101 words: plain waits on 1 to 100 words");
    }

    @Test
    void baselineThatDoesNotWorkHereIsKnownAndNamed() throws Exception {
        Results.Missing missing = new Results.Missing("peer", "no native library");
        assertThat(select(List.of(1)).missing()).contains(missing);
        List<Support> found = List.of(Support.available("plain", "works everywhere"));
        Selection peer =
                Selection.of(found, List.of("peer"), Map.of(), List.of(WORKLOAD, WORKLOAD));
        assertThat(peer.cells()).isEmpty();
        assertThat(peer.missing()).containsExactly(missing);
        assertThat(Selection.of(found, List.of("plain"), Map.of(), List.of(WORKLOAD)).missing())
                .isEmpty();
    }

    @Test
    void strategyWhoseWaitsSpinIsMeasuredIfAskedForAndIsNotTheOneThatBlocks() throws Exception {
        List<Support> found = List.of(Support.available("plain", "works everywhere"));
        List<Cell> cells =
                Selection.of(
                                found,
                                List.of("plain+spin", "plain+spin-5us"),
                                Map.of(SizeUnit.WORDS, List.of(1)),
                                List.of(WORKLOAD))
                        .cells();
        assertThat(cells)
                .containsExactly(
                        new Cell(WORKLOAD, "plain+spin", 1),
                        new Cell(WORKLOAD, "plain+spin-5us", 1));
        assertThatThrownBy(
                        () ->
                                Selection.of(
                                        found,
                                        List.of("plain+spin-soon"),
                                        Map.of(),
                                        List.of(WORKLOAD)))
                .isInstanceOf(BadArgumentException.class)
                .hasMessageContaining("\"plain+spin-soon\"");
    }

    @Test
    void partsOfASelectionHaveWholeGroups() throws Exception {
        Selection whole = select(List.of(1, 8, 32));
        assertThat(whole.groups()).isEqualTo(3);
        assertThat(whole.part(new Shard(0, 2)).cells())
                .containsExactly(new Cell(WORKLOAD, "plain", 1), new Cell(WORKLOAD, "plain", 32));
        assertThat(whole.part(new Shard(1, 2)).cells())
                .containsExactly(new Cell(WORKLOAD, "plain", 8));
    }

    private static Selection select(List<Integer> sizes) throws Exception {
        List<Support> found =
                List.of(
                        Support.missing("ring", "io_uring_setup(2): EPERM", "Allow it"),
                        Support.available("plain", "works everywhere"));
        return Selection.of(found, List.of(), Map.of(SizeUnit.WORDS, sizes), List.of(WORKLOAD));
    }
}
