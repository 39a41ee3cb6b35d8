/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring.poller;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waitany.linux.ProcessLimits;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PollerGroupTest {
    @ParameterizedTest(name = "{0} files, {1} bytes, {2} pollers: {3} rings each")
    @CsvSource({
        "9223372036854775807, 9223372036854775807, 1, 1024",
        "1024, 9223372036854775807, 1, 256",
        "1024, 9223372036854775807, 4, 64",
        "1048576, 8388608, 1, 512",
        "1048576, 8388608, 2, 256",
        "1048576, 0, 1, 1",
        "3, 8388608, 16, 1"
    })
    void pollersLeaveDescriptorsAndLockedMemoryToOthers(
            long openFiles, long lockedMemory, int pollers, int rings) {
        assertThat(PollerGroup.mostRings(new ProcessLimits(openFiles, lockedMemory), pollers))
                .isEqualTo(rings);
    }
}
