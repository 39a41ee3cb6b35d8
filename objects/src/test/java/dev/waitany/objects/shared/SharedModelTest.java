/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.objects.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The protocol of shared domains, as a C model whose processes are killed and stopped. The model
 * checks counts and references itself, and a watchdog ends it if it is stuck.
 *
 * <p>The property {@code dev.waitany.objects.kills} sets how many processes are killed at random; a
 * nightly run has 10,000.
 */
@Timeout(value = 15, unit = TimeUnit.MINUTES)
class SharedModelTest {
    private static final int KILLS = Integer.getInteger("dev.waitany.objects.kills", 200);

    @TempDir private static Path folder;

    private static ModelProgram model;

    @BeforeAll
    static void compile() throws Exception {
        model = ModelProgram.compile(folder);
    }

    @Test
    void processKilledOrStoppedAtAnyStepLosesNothingAndBlocksNobody() throws Exception {
        assertThat(model.run("hooks")).contains("of 9 scenarios");
    }

    @Test
    void processesKilledAtRandomLoseOnlyWhatTheyHeld() throws Exception {
        assertThat(model.run("random", seed(), Integer.toString(KILLS))).contains(KILLS + " kills");
    }

    @Test
    void withoutKillsWhatIsReleasedIsTaken() throws IOException, InterruptedException {
        assertThat(model.run("conserve", seed(), "500000")).contains(" 0 kills");
    }

    private static String seed() {
        return Integer.toString(ThreadLocalRandom.current().nextInt(1, Integer.MAX_VALUE));
    }
}
