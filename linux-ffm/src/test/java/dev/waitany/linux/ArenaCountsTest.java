/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
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
            assertThat(guarded()).containsExactly(first.scope());
            counts.remove(second);
            assertThat(guarded()).isEmpty();
        }
    }

    @Test
    void arenasThatCannotBeClosedAreNotCounted() {
        MemorySegment automatic = Arena.ofAuto().allocate(4);
        counts.add(automatic);
        assertThat(guarded()).isEmpty();
        counts.remove(automatic);
        assertThat(guarded()).isEmpty();
    }

    /** Against a plain map of counts, with arenas that are closed, too. */
    @Test
    @SuppressWarnings("MustBeClosedChecker") // closed at any time
    void guardsAreThoseOfTheSegmentsPresentAfterAnyChanges() {
        Random random = new Random(7);
        MemorySegment[] segments = new MemorySegment[100];
        Arena[] arenas = new Arena[segments.length];
        for (int i = 0; i < segments.length; i++) {
            arenas[i] = Arena.ofConfined();
            segments[i] = arenas[i].allocate(4);
        }
        Map<Integer, Integer> expected = new HashMap<>();
        for (int step = 0; step < 20_000; step++) {
            int which = random.nextInt(segments.length);
            int present = expected.getOrDefault(which, 0);
            if (random.nextInt(100) == 0) {
                arenas[which].close();
                assertThat(counts.areOpen()).isEqualTo(present == 0);
                counts.forgetClosed();
                expected.remove(which);
                counts.remove(segments[which]);
                arenas[which] = Arena.ofConfined();
                segments[which] = arenas[which].allocate(4);
            } else if (present > 0 && random.nextInt(5) < 3) {
                counts.remove(segments[which]);
                expected.merge(which, -1, Integer::sum);
            } else {
                counts.add(segments[which]);
                expected.merge(which, 1, Integer::sum);
            }
            assertThat(counts.areOpen()).isTrue();
            assertThat(counts.guards().count())
                    .isEqualTo((int) expected.values().stream().filter(n -> n > 0).count());
        }
        assertThat(guarded())
                .containsExactlyInAnyOrderElementsOf(
                        expected.entrySet().stream()
                                .filter(entry -> entry.getValue() > 0)
                                .map(entry -> segments[entry.getKey()].scope())
                                .toList());
        Arrays.stream(arenas).forEach(Arena::close);
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

    private List<MemorySegment.Scope> guarded() {
        List<MemorySegment.Scope> scopes = new ArrayList<>();
        for (int i = 0; i < counts.guards().count(); i++) {
            scopes.add(counts.guards().segment(i).scope());
        }
        return scopes;
    }
}
