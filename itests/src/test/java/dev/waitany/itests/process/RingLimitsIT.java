/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.waitany.itests.ring.Rings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Rings of a child process that reaches its resource limits. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RingLimitsIT {
    private static final int RINGS = 100;

    @BeforeEach
    void needsRings() {
        Rings.open().close();
    }

    @Test
    void fullDescriptorTableIsNamedAndTheOtherRingsGoOn() throws Exception {
        String output = run("ulimit -n 64; exec ", RINGS, 8);
        assertThat(output)
                .contains("refused: io_uring_setup(2): EMFILE", "raise the limit of open files")
                .contains("used: CHANGED", "all closed");
    }

    /** Kernels that do not count rings against RLIMIT_MEMLOCK open all of them. */
    @Test
    void lackOfLockedMemoryIsNamedAndTheOtherRingsGoOn() throws Exception {
        assumeTrue(
                Files.isExecutable(Path.of("/usr/bin/setpriv")),
                "setpriv is not installed: nothing to drop CAP_IPC_LOCK with");
        String output = run("ulimit -l 256; exec setpriv --bounding-set=-ipc_lock ", RINGS, 256);
        assertThat(output)
                .containsPattern(
                        "refused: io_uring_setup\\(2\\): ENOMEM.*RLIMIT_MEMLOCK|opened " + RINGS)
                .contains("used: CHANGED", "all closed");
    }

    private static String run(String limit, int rings, int entries) throws Exception {
        String java =
                String.join(
                        " ",
                        Child.java(),
                        "-XX:+UseSerialGC",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LimitedPeer.class.getName(),
                        "" + rings,
                        "" + entries);
        try (Child peer = Child.start(List.of("sh", "-c", limit + java))) {
            String output = peer.output();
            assertThat(peer.exitCode()).as(output).isZero();
            return output;
        }
    }
}
