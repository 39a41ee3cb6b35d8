/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.counts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waitany.itests.behaviour.BehaviourTable;
import dev.waitany.kernels.Kernel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class InstructionsPageTest {
    private static final Path ROOT = Path.of(System.getProperty("dev.waitany.itests.root"));

    private final CountRecord recorded = CountRecord.read(CountRecord.fileIn(ROOT));

    @Test
    void committedPageShowsTheRecord() throws IOException {
        String page = Files.readString(InstructionsPage.fileIn(ROOT));
        int tail = page.indexOf(InstructionsPage.TAIL);
        assertThat(tail).as(InstructionsPage.TAIL).isNotNegative();
        assertThat(page.substring(0, tail)).isEqualTo(InstructionsPage.render(recorded));
    }

    @Test
    void everyKernelOfTheMatrixIsRecordedWithTheStrategiesThatWorkThere() {
        assertThat(recorded.kernels())
                .extracting(KernelCounts::kernel)
                .containsExactlyElementsOf(Kernel.debian().stream().map(Kernel::name).toList());
        for (Kernel kernel : Kernel.debian()) {
            assertThat(recorded.of(kernel.name()).orElseThrow().cells())
                    .as(kernel.name())
                    .extracting(CellCounts::strategy)
                    .containsAll(BehaviourTable.strategiesThatWork(kernel.version()));
        }
    }
}
