/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring.poller;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waitany.linux.ProcessLimits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PollerGroupTest {
    @ParameterizedTest(name = "{0} files, {1} bytes, {2} pollers, pages of {3}: {4} rings each")
    @CsvSource({
        "9223372036854775807, 9223372036854775807, 1, 4096, 1024",
        "1024, 9223372036854775807, 1, 4096, 256",
        "1024, 9223372036854775807, 4, 4096, 64",
        "1048576, 8388608, 1, 4096, 512",
        "1048576, 8388608, 2, 4096, 256",
        "1048576, 8388608, 1, 16384, 128",
        "1048576, 8388608, 2, 65536, 16",
        "1048576, 0, 1, 4096, 1",
        "3, 8388608, 16, 4096, 1"
    })
    void pollersLeaveDescriptorsAndLockedMemoryToOthers(
            long openFiles, long lockedMemory, int pollers, int pageSize, int rings) {
        ProcessLimits limits = new ProcessLimits(openFiles, lockedMemory);
        long bytes = PollerTuning.CANCELLED.bytes(pageSize);
        assertThat(PollerGroup.mostRings(limits, pollers, bytes)).isEqualTo(rings);
    }

    @Test
    void largerRingsAreFewerWhereLockedMemoryIsLimited() {
        ProcessLimits limits = new ProcessLimits(1 << 20, 8 << 20);
        assertThat(PollerTuning.VECTORED.bytes(4096)).isEqualTo(16384 + 12288);
        assertThat(PollerGroup.mostRings(limits, 1, 28672)).isEqualTo(146);
    }
}
