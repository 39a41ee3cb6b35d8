/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A process that can have few rings only. Pollers share those they have, and leave some for
 * threads.
 */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PollersLimitsIT {
    private static final int PENDING =
            10_000; // 40,000 entries of ring-cancel would take 300 rings without a limit

    private static final int DESCRIPTORS = 100; // the JVM needs some of them for its class path

    private static final int KIBIBYTES = 256; // 32 rings of the smallest size

    @ParameterizedTest
    @MethodSource("dev.waitany.itests.harness.Strategies#oneForEachRingCall")
    void fewDescriptorsAreShared(String strategy) throws Exception {
        assertThatAllWait("ulimit -n " + DESCRIPTORS + "; exec ", strategy);
    }

    @ParameterizedTest
    @MethodSource("dev.waitany.itests.harness.Strategies#oneForEachRingCall")
    void littleLockedMemoryIsShared(String strategy) throws Exception {
        assumeTrue(
                Files.isExecutable(Path.of("/usr/bin/setpriv")),
                "setpriv is not installed: nothing to drop CAP_IPC_LOCK with");
        assertThatAllWait(
                "ulimit -l " + KIBIBYTES + "; exec setpriv --bounding-set=-ipc_lock ", strategy);
    }

    private static void assertThatAllWait(String limit, String strategy) throws Exception {
        String java =
                String.join(
                        " ",
                        Child.java(),
                        "-XX:+UseSerialGC --enable-native-access=ALL-UNNAMED -XX:-MaxFDLimit",
                        "-cp '" + System.getProperty("java.class.path") + "'",
                        PendingFutures.class.getName(),
                        strategy,
                        Integer.toString(PENDING));
        try (Child child = Child.start(List.of("sh", "-c", limit + java))) {
            assertThat(child.output()).contains("meanwhile 8", "ready " + PENDING);
            assertThat(child.exitCode()).isZero();
        }
    }
}
