/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.scale;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waitany.itests.container.Docker;
import dev.waitany.itests.container.Engine;
import dev.waitany.itests.container.Spoken;
import dev.waitany.itests.container.TestImage;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Slurm runs {@code deploy/slurm/compare.sbatch} as an array of four tasks. */
@ExtendWith(Docker.class)
@Timeout(value = 600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SlurmArrayIT {
    private static final String OUT = "/results";

    @Test
    void arrayIsMergedAfterTheTaskThatWasKilledHasBeenRepeated(
            Engine engine, TestImage image, @TempDir Path folder) throws Exception {
        try (SlurmCluster cluster = SlurmCluster.start(engine, image, folder)) {
            Spoken array = cluster.submit("0-3", OUT);
            cluster.sh("until squeue -h -t R -o %K | grep -qx 1; do sleep 0.1; done")
                    .assertEndsWell();
            cluster.sh("scancel --full --signal=KILL $(squeue -h -t R -o %A)").assertEndsWell();
            assertThat(array.codeAtEnd()).as("exit code of the array").isNotZero();

            Spoken early = cluster.waitany("merge " + OUT);
            assertThat(early.codeAtEnd()).isEqualTo(2);
            assertThat(early.said()).anyMatch(line -> line.contains("1"));

            cluster.submit("1", OUT).assertEndsWell();
            List<String> merged = cluster.waitany("merge " + OUT).assertEndsWell();
            for (int index = 0; index < 4; index++) {
                String shard = "shard " + index + "/4: node ";
                assertThat(merged).anyMatch(line -> line.startsWith(shard));
            }
            assertThat(merged).noneMatch(line -> line.contains("node unnamed"));
        }
    }
}
