/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeadlineTest {
    @Test
    void spanIsCountedFromNow() {
        long before = System.nanoTime();
        Deadline deadline = Deadline.after(Duration.ofSeconds(5));
        assertThat(deadline.nanos())
                .isBetween(before + 5_000_000_000L, System.nanoTime() + 5_000_000_000L);
        assertThat(deadline.kind()).isEqualTo(Deadline.Kind.MONOTONIC);
        assertThat(deadline.hasPassed()).isFalse();
        assertThat(deadline.remaining()).isBetween(1L, 5_000_000_000L);
    }

    @Test
    void spansThatOverflowNeverPass() {
        assertThat(Deadline.after(Duration.ofSeconds(Long.MAX_VALUE))).isEqualTo(Deadline.never());
        assertThat(Deadline.after(Duration.ofNanos(Long.MAX_VALUE))).isEqualTo(Deadline.never());
        assertThat(Deadline.never().hasPassed()).isFalse();
        assertThat(Deadline.never().remaining()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void threadDeadlineCountsFromItsLastSetting() {
        ThreadDeadline deadline = new ThreadDeadline();
        assertThat(deadline.in(0).hasPassed()).isTrue();
        assertThat(deadline.in(-1).hasPassed()).isTrue();
        assertThat(deadline.in(Long.MAX_VALUE).hasPassed()).isFalse();
        assertThat(deadline.in(5_000_000_000L).remaining()).isBetween(1L, 5_000_000_000L);
        assertThat(deadline).isEqualTo(Deadline.at(deadline.nanos()));
    }

    @Test
    void exactDeadlineBlocksUntilShortlyBeforeIt() {
        Deadline exact = Deadline.at(1_000_000).exactly();
        assertThat(exact.isExact()).isTrue();
        assertThat(exact.nanos()).isEqualTo(1_000_000);
        assertThat(exact.blocking()).isEqualTo(Deadline.at(940_000));
        assertThat(exact).isNotEqualTo(Deadline.at(1_000_000)).isEqualTo(exact.exactly());
        assertThat(exact).hasToString("exactly monotonic 1000000 ns");
        Deadline time = Deadline.atTime(Instant.ofEpochSecond(1)).exactly();
        assertThat(time.blocking().kind()).isEqualTo(Deadline.Kind.REALTIME);
        assertThat(time.blocking().nanos()).isEqualTo(999_940_000);
    }

    @Test
    void deadlinesWithoutTimeToBlockInAreNotExact() {
        for (Deadline deadline :
                List.of(Deadline.now(), Deadline.never(), Deadline.at(59_999), Deadline.at(-1))) {
            assertThat(deadline.exactly()).isSameAs(deadline);
            assertThat(deadline.isExact()).isFalse();
            assertThat(deadline.blocking()).isSameAs(deadline);
        }
    }

    @Test
    void zeroAndNegativeSpansHavePassed() {
        assertThat(Deadline.after(Duration.ZERO).hasPassed()).isTrue();
        assertThat(Deadline.after(Duration.ofSeconds(Long.MIN_VALUE)).hasPassed()).isTrue();
        assertThat(Deadline.now().hasPassed()).isTrue();
        assertThat(Deadline.now().remaining()).isNegative();
    }

    @Test
    void pointsAtTheEndsOfTheClockDoNotWrap() {
        assertThat(Deadline.at(Long.MAX_VALUE).hasPassed()).isFalse();
        assertThat(Deadline.at(Long.MAX_VALUE).remaining()).isPositive();
        assertThat(Deadline.at(Long.MIN_VALUE + 1).hasPassed()).isTrue();
        assertThat(Deadline.at(Long.MIN_VALUE + 1).remaining()).isNegative();
    }

    @Test
    void instantsAreOnTheRealtimeClock() {
        Instant later = Instant.now().plusSeconds(10);
        Deadline deadline = Deadline.atTime(later);
        assertThat(deadline.kind()).isEqualTo(Deadline.Kind.REALTIME);
        assertThat(deadline.nanos())
                .isEqualTo(later.getEpochSecond() * 1_000_000_000 + later.getNano());
        assertThat(deadline.hasPassed()).isFalse();
        assertThat(Deadline.atTime(Instant.EPOCH).hasPassed()).isTrue();
        assertThat(Deadline.atTime(Instant.MAX)).isEqualTo(Deadline.never());
        assertThat(Deadline.atTime(Instant.MIN).hasPassed()).isTrue();
        assertThat(Deadline.atTime(Instant.EPOCH)).hasToString("1970-01-01T00:00Z");
    }
}
