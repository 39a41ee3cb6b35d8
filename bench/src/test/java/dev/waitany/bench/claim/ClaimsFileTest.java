/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waitany.bench.argument.BadArgumentException;
import dev.waitany.bench.yaml.YamlFile;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClaimsFileTest {
    private static final String HEAD =
            "claims: / - name: a / page: README.md / sentence: s / minutes: 1 / ";

    @Test
    void claimHasASentenceACommandAndWhatItMustMeasure() {
        List<Claim> claims =
                read(
                        """
                        claims:
                          - name: flat
                            page: README.md
                            sentence: >-
                              It costs
                              the same.
                            command: compare --workload armed-scale
                            minutes: 2
                            expect:
                              - {of: a/b/1/java, against: a/b/8/java, figure: cpuPerOp, between: [0.8, 1.25]}
                          - name: by-eye
                            page: README.md
                            sentence: It is fast.
                            command: doctor
                            minutes: 0.1
                            byHand: nobody counts it
                        """);
        assertThat(claims).extracting(Claim::name).containsExactly("flat", "by-eye");
        assertThat(claims.getFirst().sentence()).isEqualTo("It costs the same.");
        assertThat(claims.getFirst().expect())
                .containsExactly(
                        new Expectation(
                                "a/b/1/java", "a/b/8/java", "cpuPerOp", List.of(0.8, 1.25)));
        assertThat(claims).extracting(Claim::isJudged).containsExactly(true, false);
    }

    /** The text has "/ " for line ends; each entry is indented as YAML needs it. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "claims: []                           | 1: /claims",
                "claim: 1                             | 1: property 'claim' is not defined",
                "claims: / - {name: a}                | 2: /claims/0",
                HEAD + "command: compare              | 2: /claims/0",
                HEAD
                        + "command: doctor / expect: [{of: x, figure: p50, between: [1, 2]}] |"
                        + " 6: \"doctor\" does not begin with compare",
                HEAD
                        + "command: compare --out x / expect: [{of: x, figure: p50, between: [1, 2]}] |"
                        + " 6: --out is set by reproduce",
                HEAD
                        + "command: compare / expect: [{of: x, figure: p51, between: [1, 2]}] |"
                        + " 7: the command has no figure \"p51\"",
                HEAD + "command: compare / expect: [{of: x, between: [1, 2]}] | 7: no figure",
                HEAD
                        + "command: compare / expect: [{of: x, figure: p50, between: [2, 1]}] |"
                        + " 7: the ends are in the wrong order",
                HEAD
                        + "command: compare / expect: [{of: x, figure: p50, between: [2]}] |"
                        + " 7: /claims/0/expect/0/between",
                HEAD
                        + "command: compare / expect: [{of: x, figure: p50, noDifference: true}] |"
                        + " 7: /claims/0/expect/0",
                HEAD
                        + "command: kernels --count / expect: [{of: x, figure: p50, between: [1, 2]}] |"
                        + " 7: the command has no figure",
                HEAD
                        + "command: compare / byHand: x / - name: a / page: README.md / sentence: s /"
                        + " minutes: 1 / command: compare / byHand: x | 8: a second claim is called a"
            })
    void faultIsOneLineThatNamesTheFileAndTheLine(String text, String named) {
        String lines = text.replaceAll(" / (?!- )", "\n    ").replace(" / - ", "\n  - ").strip();
        assertThatThrownBy(() -> read(lines))
                .isInstanceOf(BadArgumentException.class)
                .hasMessageStartingWith("claims.yaml:")
                .hasMessageContaining(named.strip())
                .message()
                .hasLineCount(1);
    }

    @Test
    void fileThatCannotBeReadIsNamed(@TempDir Path folder) {
        assertThatThrownBy(() -> ClaimsFile.of(folder.resolve("none")))
                .isInstanceOf(BadArgumentException.class)
                .hasMessageEndingWith("none: there is no such file");
        assertThatThrownBy(() -> ClaimsFile.of(folder))
                .isInstanceOf(BadArgumentException.class)
                .hasMessageContaining("cannot be read");
    }

    private static List<Claim> read(String text) {
        return new ClaimsFile(new YamlFile("claims.yaml", text)).read();
    }
}
