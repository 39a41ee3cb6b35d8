/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waitany.kernels.Kernel;
import dev.waitany.kernels.KernelVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** With {@code -Ddev.waitany.itests.writeMatrix=true}, the test writes the page instead. */
class MatrixPageTest {
    private static final Path PAGE =
            Path.of(
                    System.getProperty("dev.waitany.itests.root"),
                    "docs",
                    "reference",
                    "kernel-matrix.md");

    @Test
    void committedPageIsTheTable() throws IOException {
        String page = Files.readString(PAGE);
        int tail = page.indexOf(MatrixPage.TAIL);
        assertThat(tail).as("\"%s\" is in %s", MatrixPage.TAIL, PAGE).isNotNegative();
        if (Boolean.getBoolean("dev.waitany.itests.writeMatrix")) {
            Files.writeString(PAGE, MatrixPage.render() + page.substring(tail));
        } else {
            assertThat(page.substring(0, tail)).isEqualTo(MatrixPage.render());
        }
    }

    @Test
    void everyRowHasAnAnswerOfTheNewestKernel() {
        KernelVersion newest = Kernel.debian().getLast().version();
        assertThat(BehaviourTable.all())
                .allSatisfy(row -> assertThat(row.answerOf(newest)).isNotEmpty());
        assertThat(BehaviourTable.all()).extracting(Behaviour::question).doesNotHaveDuplicates();
    }

    @Test
    void answersHoldFromTheirLineOn() {
        ExpectedAnswers answers = ExpectedAnswers.onRings("old").since("6.16", "new");
        assertThat(answers.of(KernelVersion.of("6.6"))).isEmpty();
        assertThat(answers.of(KernelVersion.of("6.7.1"))).isEqualTo("old");
        assertThat(answers.of(KernelVersion.of("6.15"))).isEqualTo("old");
        assertThat(answers.of(KernelVersion.of("7.0"))).isEqualTo("new");
    }
}
