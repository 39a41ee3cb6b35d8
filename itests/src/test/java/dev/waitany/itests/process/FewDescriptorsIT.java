/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A process that may open few files: pollers go on with the rings they have. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FewDescriptorsIT {
    private static final int PENDING =
            10_000; // 40,000 entries of ring-cancel: 80 rings, if they were to be had

    private static final int DESCRIPTORS =
            100; // of which the JVM itself takes some for its class path

    @ParameterizedTest
    @ValueSource(strings = {"ring-cancel", "ring-waitv"})
    void pendingWaitsFindRoomOnTheRingsThereAre(String strategy) throws Exception {
        try (Child child = start(strategy)) {
            assertThat(child.output()).contains("ready " + PENDING);
            assertThat(child.exitCode()).isZero();
        }
    }

    private static Child start(String strategy) throws Exception {
        String java =
                String.join(
                        " ",
                        Child.java(),
                        "-XX:+UseSerialGC --enable-native-access=ALL-UNNAMED -XX:-MaxFDLimit",
                        "-cp '" + System.getProperty("java.class.path") + "'",
                        PendingFutures.class.getName(),
                        strategy,
                        Integer.toString(PENDING));
        return Child.start(List.of("sh", "-c", "ulimit -n " + DESCRIPTORS + "; exec " + java));
    }
}
