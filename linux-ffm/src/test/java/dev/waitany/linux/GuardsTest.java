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
                Arena second = Arena.ofShared()) {
            MemorySegment a = first.allocate(4);
            MemorySegment b = first.allocate(4);
            MemorySegment c = second.allocate(4);
            Guards guards = Guards.of(a, b, c);
            assertThat(guards.count()).isEqualTo(2);
            assertThat(guards.segment(0)).isEqualTo(a);
            assertThat(guards.segment(1)).isEqualTo(c);
            assertThat(guards.group(0)).hasSize(Guards.GROUP).endsWith(MemorySegment.NULL);
        }
    }

    @Test
    void arenasThatCannotBeClosedNeedNoGuard() {
        try (Arena arena = Arena.ofShared()) {
            MemorySegment closeable = arena.allocate(4);
            Guards guards =
                    Guards.of(
                            Arena.ofAuto().allocate(4),
                            Arena.global().allocate(4),
                            MemorySegment.ofAddress(4096),
                            closeable,
                            MemorySegment.ofAddress(8192).reinterpret(4, Arena.ofAuto(), null));
            assertThat(guards.count()).isOne();
            assertThat(guards.segment(0)).isEqualTo(closeable);
        }
    }

    @Test
    void refilledGuardsHoldTheArenasOfTheLastFilling() {
        Guards.Refilled refilled = new Guards.Refilled();
        try (Arena first = Arena.ofConfined();
                Arena second = Arena.ofShared()) {
            MemorySegment a = first.allocate(4);
            MemorySegment b = second.allocate(4);
            refilled.add(a);
            refilled.add(b);
            refilled.add(first.allocate(4));
            refilled.add(Arena.global().allocate(4));
            assertThat(refilled.guards().count()).isEqualTo(2);
            assertThat(refilled.guards().segment(0)).isEqualTo(a);
            refilled.clear();
            assertThat(refilled.guards().count()).isZero();
            assertThat(refilled.guards().groups()).isZero();
            refilled.add(b);
            assertThat(refilled.guards().segment(0)).isEqualTo(b);
            refilled.clear();
            refilled.add(b);
            assertThat(refilled.guards().count()).as("the same arena again").isOne();
        }
    }

    @Test
    void noneGuardsNothing() {
        assertThat(Guards.NONE.groups()).isZero();
    }
}
