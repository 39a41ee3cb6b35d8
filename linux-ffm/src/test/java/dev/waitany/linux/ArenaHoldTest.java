/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings("MustBeClosedChecker") // arenas are closed at chosen moments
class ArenaHoldTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 8, 9, 64, 500})
    void noArenaCanBeClosedDuringTheActionAndAllCanAfterwards(int count) {
        Arena[] arenas = arenas(count, Arena::ofShared);
        Guards guards = guards(arenas);
        ArenaHold hold =
                new ArenaHold(
                        () -> {
                            for (Arena arena : arenas) {
                                assertThatThrownBy(arena::close)
                                        .isInstanceOf(IllegalStateException.class);
                            }
                            return arenas.length;
                        });
        for (int i = 0; i < 3; i++) {
            assertThat(hold.run(guards)).isEqualTo(count);
        }
        Arrays.stream(arenas).forEach(Arena::close);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 7, 8, 63, 499})
    void closedArenaKeepsTheActionFromRunningAndHoldsNoOther(int closed) {
        Arena[] arenas = arenas(500, Arena::ofConfined);
        Guards guards = guards(arenas);
        ArenaHold hold =
                new ArenaHold(
                        () -> {
                            throw new AssertionError("runs with a closed arena");
                        });
        arenas[closed].close();
        assertThatThrownBy(() -> hold.run(guards)).isInstanceOf(IllegalStateException.class);
        for (int i = 0; i < arenas.length; i++) {
            if (i != closed) {
                arenas[i].close();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 64})
    void whatTheActionThrowsReleasesAll(int count) {
        Arena[] arenas = arenas(count, Arena::ofShared);
        Guards guards = guards(arenas);
        Error thrown = new StackOverflowError();
        ArenaHold hold =
                new ArenaHold(
                        () -> {
                            throw thrown;
                        });
        assertThatThrownBy(() -> hold.run(guards)).isSameAs(thrown);
        Arrays.stream(arenas).forEach(Arena::close);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 8, 9, 64, 128})
    void blockedCallHoldsEveryArena(int count) throws InterruptedException {
        Arena[] arenas = arenas(count, Arena::ofShared);
        try (Arena own = Arena.ofShared()) {
            MemorySegment word = own.allocate(ValueLayout.JAVA_INT);
            WaitvArray array = new WaitvArray(own, 1);
            array.word(0, word.address(), false);
            array.expect(0, 0);
            int[] result = {-1};
            Thread waiter =
                    Thread.ofPlatform()
                            .start(
                                    () ->
                                            result[0] =
                                                    Futex.waitv(
                                                            CallState.allocate(),
                                                            array.segment(),
                                                            1,
                                                            null,
                                                            Clock.MONOTONIC,
                                                            guards(arenas)));
            while (Futex.waiters(word, false) != 1) {
                Thread.onSpinWait();
            }
            for (Arena arena : arenas) {
                assertThatThrownBy(arena::close).isInstanceOf(IllegalStateException.class);
            }
            Futex.wake(word, 1, Futex.ANY_BIT, false);
            waiter.join();
            assertThat(result[0]).isZero();
        }
        Arrays.stream(arenas).forEach(Arena::close);
    }

    private static Arena[] arenas(int count, Supplier<Arena> kind) {
        return Stream.generate(kind).limit(count).toArray(Arena[]::new);
    }

    private static Guards guards(Arena[] arenas) {
        return Guards.of(
                Arrays.stream(arenas)
                        .map(arena -> arena.allocate(4))
                        .toArray(MemorySegment[]::new));
    }
}
