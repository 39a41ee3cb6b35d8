/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.junit.jupiter.api.Test;

class ArenaCountsTest {
    private final ArenaCounts counts = new ArenaCounts();

    @Test
    void arenaIsGuardedUntilItsLastSegmentIsRemoved() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment first = arena.allocate(4);
            MemorySegment second = arena.allocate(4);
            counts.add(first);
            counts.add(second);
            counts.remove(first);
            assertThat(guarded()).containsOnlyOnce(first);
            counts.remove(second);
            assertThat(guarded()).containsOnly(MemorySegment.NULL);
        }
    }

    @Test
    void arenasBeyondTheEighthAreLeftOutUntilThereIsRoom() {
        MemorySegment[] segments = new MemorySegment[SystemCall.GUARDS + 1];
        for (int i = 0; i < segments.length; i++) {
            segments[i] = Arena.ofAuto().allocate(4);
            counts.add(segments[i]);
        }
        MemorySegment last = segments[SystemCall.GUARDS];
        assertThat(guarded()).doesNotContain(last);
        counts.remove(last);
        counts.remove(segments[3]);
        counts.add(last);
        assertThat(guarded()[3]).isEqualTo(last);
    }

    @Test
    void closedArenaIsNoticedWhileItIsCounted() {
        MemorySegment segment;
        try (Arena arena = Arena.ofConfined()) {
            segment = arena.allocate(4);
            counts.add(segment);
            assertThat(counts.areOpen()).isTrue();
        }
        assertThat(counts.areOpen()).isFalse();
        counts.remove(segment);
        assertThat(counts.areOpen()).isTrue();
    }

    private MemorySegment[] guarded() {
        return counts.guards().segments();
    }
}
