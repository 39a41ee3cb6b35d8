/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.modules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waitany.kernels.boot.KernelSkips;
import dev.waitany.kernels.engine.Engine;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The sample of {@code docs/how-to/test-on-kernels.md}, built as its reader would build it. */
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class KernelTestSampleIT {
    private static final Path ROOT = Path.of(System.getProperty("dev.waitany.itests.root"));

    @TempDir private static Path folder;

    @BeforeAll
    static void findEngine() {
        KernelSkips.booting(Engine::find);
    }

    @Test
    void testsOfAnOutsideProjectRunOnAnotherKernel() throws Exception {
        OutsideProject sample = OutsideProject.copy(ROOT.resolve("examples/kernel-test"), folder);
        String output = sample.maven("verify");
        String report =
                Files.readString(
                        sample.file("target/surefire-reports/TEST-org.example.NtsyncTest.xml"));
        assertThat(report).as(output).contains("tests=\"2\"", "skipped=\"0\"", "failures=\"0\"");
        assertThat(output).doesNotContain("waitany verify");
    }
}
