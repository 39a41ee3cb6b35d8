/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waitany.spi.StrategyAccess;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.junit.jupiter.api.Test;

class FutexWordTest {
    @Test
    void allocatedWordsAreZeroPrivateAndAloneOnTheirLine() {
        try (Arena arena = Arena.ofConfined()) {
            FutexWord first = FutexWord.allocate(arena);
            FutexWord second = FutexWord.allocate(arena);
            assertThat(first.get()).isZero();
            assertThat(first.sharing()).isEqualTo(Sharing.PRIVATE);
            assertThat(first.address() % 64).isZero();
            assertThat(Math.abs(second.address() - first.address())).isGreaterThanOrEqualTo(64);
            assertThat(first.segment().byteSize()).isEqualTo(4);
        }
    }

    @Test
    void wordIsTheMemoryBehindIt() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment memory = arena.allocate(16, 4);
            FutexWord word = FutexWord.of(memory, 8, Sharing.SHARED);
            word.set(7);
            assertThat(memory.get(ValueLayout.JAVA_INT, 8)).isEqualTo(7);
            assertThat(word.getAndAdd(-8)).isEqualTo(7);
            assertThat(word.compareAndSet(0, 1)).isFalse();
            assertThat(word.compareAndSet(-1, 1)).isTrue();
            assertThat(word.get()).isEqualTo(1);
            assertThat(word)
                    .hasToString(
                            "shared word @0x" + Long.toHexString(memory.address() + 8) + " = 1");
        }
    }

    @Test
    void valueIsExchangedAndItsBitsAreChangedAtomically() {
        FutexWord word = FutexWord.allocate(Arena.ofAuto());
        word.setVolatile(0b1100);
        assertThat(word.getVolatile()).isEqualTo(0b1100);
        assertThat(word.getAndBitwiseOr(0b0011)).isEqualTo(0b1100);
        assertThat(word.getAndBitwiseAnd(0b0110)).isEqualTo(0b1111);
        assertThat(word.getAndBitwiseXor(0b0101)).isEqualTo(0b0110);
        assertThat(word.getAndSet(-1)).isEqualTo(0b0011);
        assertThat(word.get()).isEqualTo(-1);
    }

    @Test
    void nullPointerIsNoWord() {
        assertThatThrownBy(() -> FutexWord.of(MemorySegment.NULL, 0, Sharing.SHARED))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("address 0");
    }

    @Test
    void readOnlyWordCanBeReadAndWokenButNotChanged() throws InterruptedException {
        try (Arena arena = Arena.ofShared()) {
            FutexWord writable = FutexWord.allocate(arena);
            FutexWord word = FutexWord.of(writable.segment().asReadOnly(), 0, Sharing.PRIVATE);
            for (Runnable change :
                    new Runnable[] {
                        () -> word.set(1),
                        () -> word.setVolatile(1),
                        () -> word.getAndAdd(1),
                        () -> word.getAndSet(1),
                        () -> word.getAndBitwiseAnd(1),
                        () -> word.getAndBitwiseOr(1),
                        () -> word.getAndBitwiseXor(1),
                        () -> word.compareAndSet(0, 1)
                    }) {
                assertThatThrownBy(change::run)
                        .isInstanceOf(UnsupportedOperationException.class)
                        .hasMessageContaining(word.toString())
                        .hasMessageContaining("read-only");
            }
            try (QueuedThread queued = QueuedThread.on(word, FutexWord.ANY_BIT)) {
                assertThat(writable.wakeOne()).isOne();
                queued.assertWoken();
            }
            try (QueuedThread queued = QueuedThread.on(writable, FutexWord.ANY_BIT)) {
                assertThat(word.wakeOne()).isOne();
                queued.assertWoken();
            }
            writable.set(7);
            assertThat(word.get()).isEqualTo(7);
        }
    }

    @Test
    void wakesFindNobodyWhereNobodyWaits() {
        try (Arena arena = Arena.ofConfined()) {
            FutexWord word = FutexWord.allocate(arena);
            assertThat(word.wakeOne()).isZero();
            assertThat(word.wakeAll()).isZero();
            assertThat(word.wake(3)).isZero();
            assertThat(word.wake(0)).isZero();
            assertThat(word.wake(1, 0x10)).isZero();
        }
    }

    @Test
    void closedWordSaysSo() {
        FutexWord word;
        try (Arena arena = Arena.ofConfined()) {
            word = FutexWord.allocate(arena);
        }
        assertThat(word.toString()).contains("closed");
        assertThatThrownBy(word::wakeOne).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(word::get).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void unknownStrategyNamesThoseThereAre() {
        assertThatThrownBy(() -> WaitAny.open("carrier-pigeon"))
                .isInstanceOf(UnsupportedStrategyException.class)
                .hasMessageContaining("carrier-pigeon");
        assertThat(WaitAny.strategies()).as("none on the path of this test").isEmpty();
        assertThatThrownBy(WaitAny::open)
                .isInstanceOf(UnsupportedStrategyException.class)
                .hasMessageContaining("no strategy found");
    }

    @Test
    void wordsOfAConfinedArenaAreForOneThread() {
        try (Arena arena = Arena.ofConfined()) {
            WaitSet set = WaitSet.of(FutexWord.allocate(arena));
            assertThatThrownBy(() -> StrategyAccess.refuseConfined(set))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("confined");
        }
    }

    @Test
    void wordIsNamedWhereItCannotBeRead() throws InterruptedException {
        String[] seen = new String[1];
        FutexWord word;
        try (Arena arena = Arena.ofConfined()) {
            word = FutexWord.allocate(arena);
            Thread.ofPlatform().start(() -> seen[0] = word.toString()).join();
        }
        assertThat(seen[0]).endsWith(", confined to another thread");
        assertThat(word.toString()).endsWith(", arena closed");
    }
}
