/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.waitany.Support;
import dev.waitany.WaitAny;
import dev.waitany.bench.argument.BadArgumentException;
import dev.waitany.bench.measure.Cell;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ExperimentFileTest {
    private static final List<Support> FOUND = WaitAny.strategies();

    @TempDir private Path folder;

    static Stream<String> shipped() {
        return ExperimentFile.SHIPPED.stream();
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void shippedExperimentHasAQuestionAndCells(String name) throws Exception {
        boolean allWork = FOUND.stream().allMatch(Support::available);
        assumeTrue(allWork, "a strategy that it names does not work here");
        Experiment experiment = ExperimentFile.find(name).read(FOUND);
        assertThat(experiment.about()).endsWith("?");
        assertThat(experiment.selection().cells()).isNotEmpty().doesNotHaveDuplicates();
    }

    @Test
    void eachValueOfAParameterMakesAWorkload() throws Exception {
        Experiment experiment =
                read(
                        """
                        about: Which rate?
                        minutes: 0.5
                        forks: 2
                        seed: 7
                        strategies: threads
                        measure:
                          - workload: one-way
                            sizes: [2, 4]
                            set: {rate: [1000, 5000], placement: one-cpu}
                        """);
        assertThat(experiment.selection().cells())
                .extracting(Cell::argument)
                .containsExactly(
                        "one-way@rate=1000@placement=one-cpu:threads:2",
                        "one-way@rate=1000@placement=one-cpu:threads:4",
                        "one-way@placement=one-cpu:threads:2",
                        "one-way@placement=one-cpu:threads:4");
        assertThat(experiment.seed()).isEqualTo(7);
        assertThat(experiment.effort().forks()).isEqualTo(2);
        assertThat(experiment.effort().total()).hasSeconds(30);
        assertThat(experiment.quickly().effort().block()).isLessThan(experiment.effort().block());
    }

    /** The text has "/" for line ends. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "about: x / measure: [            | 2: not YAML",
                "`about: \"x / measure: 1`        | not YAML",
                "42                               | 1: not an experiment",
                "``                               | 1: not an experiment",
                "about: x                         | 1: required property 'measure'",
                "about: x / measure: []           | 2: /measure",
                "about: x / measur: 1             | 1: ",
                "about: x / forks: 0 / measure: [{workload: one-way}] | 2: /forks",
                "about: x / forks: two / measure: [{workload: one-way}] | 2: /forks",
                "about: x / minutes: -1 / measure: [{workload: one-way}] | 2: /minutes",
                "about: x / measure: / - workload: sleep | 3: ",
                "about: x / measure: / - workload: sleep | sleep",
                "about: x / measure: / - {workload: one-way, sizes: [0]} | 3: /measure/0/sizes",
                "about: x / strategies: pigeon / measure: / - workload: one-way | 2: no strategy",
                "about: x / measure: / - workload: one-way / - workloads: surplus | 4: /measure/1",
                "about: x / measure: / - workload: one-way / - {workload: one-way, set: {rat: 3}} |"
                        + " 4: ",
                "about: x / measure: / - {workload: one-way, set: {rate: 0}} | 3: rate \"0\"",
                "about: x / measure: / - {workload: one-way, set: {placement: moon}} |"
                        + " 3: placement \"moon\"",
                "about: x / strategies: threads / measure: / - {workload: one-way, sizes: 2000} |"
                        + " 4: 2000 words: threads",
                "about: x / about: y / measure: [{workload: one-way}] | 2: ",
                "about: x / measure: [{workload: one-way}] / --- / about: y | 4: a second document",
                "about: x / measure: / - {workload: ping-pong, sizes: 2000000000} |"
                        + " 3: 2000000000 words: no strategy reaches it"
            })
    void faultIsOneLineThatNamesTheFileAndTheLine(String text, String named) {
        assertThatThrownBy(() -> read(text.replace(" / ", "\n")))
                .isInstanceOf(BadArgumentException.class)
                .hasMessageStartingWith(folder.resolve("experiment.yaml") + ":")
                .hasMessageContaining(named.strip())
                .message()
                .hasLineCount(1);
    }

    @Test
    void fileThatCannotBeReadIsNamed() {
        assertThatThrownBy(() -> ExperimentFile.find(folder.resolve("none").toString()))
                .isInstanceOf(BadArgumentException.class)
                .hasMessageContaining("none: neither a file nor one of quick, ");
        assertThatThrownBy(() -> ExperimentFile.find(folder.toString()))
                .isInstanceOf(BadArgumentException.class)
                .hasMessageContaining("cannot be read");
    }

    private Experiment read(String text) throws Exception {
        Path file = Files.writeString(folder.resolve("experiment.yaml"), text);
        return ExperimentFile.find(file.toString()).read(FOUND);
    }
}
