/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.junit.jupiter.api.Test;

class GuardsTest {
    @Test
    void oneSegmentPerArenaIsKept() {
        try (Arena first = Arena.ofConfined();
                Arena second = Arena.ofConfined()) {
            MemorySegment a = first.allocate(4);
            MemorySegment b = first.allocate(4);
            MemorySegment c = second.allocate(4);
            assertThat(Guards.of(a, b, c).segments()).startsWith(a, c);
            assertThat(Guards.of(a, b, c).segments()[2]).isEqualTo(MemorySegment.NULL);
        }
    }

    @Test
    void arenasBeyondTheEighthAreLeftOut() {
        MemorySegment[] segments = new MemorySegment[12];
        for (int i = 0; i < segments.length; i++) {
            segments[i] = Arena.ofAuto().allocate(4);
        }
        assertThat(Guards.of(segments).segments())
                .hasSize(SystemCall.GUARDS)
                .doesNotContain(segments[SystemCall.GUARDS]);
    }

    @Test
    void noneGuardsNothing() {
        assertThat(Guards.NONE.segments())
                .hasSize(SystemCall.GUARDS)
                .containsOnly(MemorySegment.NULL);
    }
}
