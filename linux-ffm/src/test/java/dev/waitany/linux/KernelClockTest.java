/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.linux;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waitany.linux.uapi.__kernel_timespec;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class KernelClockTest {
    private static final long SECOND = 1_000_000_000L;

    private final Arena arena = Arena.ofShared();
    private final MemorySegment time = __kernel_timespec.allocate(arena);

    @AfterEach
    void free() {
        arena.close();
    }

    @Test
    void bothWaysToReadAgreeWithTheClocksOfJava() {
        for (KernelClock clock :
                new KernelClock[] {KernelClock.HERE, new KernelClock(Optional.empty())}) {
            long before = System.nanoTime();
            clock.read(Clock.MONOTONIC, time);
            assertThat(nanos()).isBetween(before, System.nanoTime());
            Instant earlier = Instant.now().minusNanos(1_000);
            clock.read(Clock.REALTIME, time);
            assertThat(Instant.EPOCH.plusNanos(nanos())).isBetween(earlier, Instant.now());
        }
    }

    @Test
    void timeAfterADurationIsNotEarly() {
        Timespec timespec = new Timespec(arena);
        for (long duration : new long[] {1, 999_999_999, SECOND, 7 * SECOND + 999_999_999}) {
            long before = System.nanoTime();
            timespec.setAfter(Clock.MONOTONIC, duration);
            MemorySegment set = timespec.segment();
            assertThat(__kernel_timespec.tv_nsec(set)).isBetween(0L, SECOND - 1);
            assertThat(__kernel_timespec.tv_sec(set) * SECOND + __kernel_timespec.tv_nsec(set))
                    .isBetween(before + duration, System.nanoTime() + duration);
        }
    }

    @Test
    void durationsAtTheEndsOfTheRangeAreTakenByTheKernel() {
        Timespec timespec = new Timespec(arena);
        MemorySegment word = arena.allocate(ValueLayout.JAVA_INT);
        timespec.setAfter(Clock.MONOTONIC, Long.MIN_VALUE);
        assertThat(await(word, 0, timespec)).isEqualTo(-Errno.ETIMEDOUT);
        timespec.setAfter(Clock.REALTIME, Long.MAX_VALUE);
        assertThat(await(word, 1, timespec)).as("not EINVAL").isEqualTo(-Errno.EAGAIN);
    }

    private static int await(MemorySegment word, int expected, Timespec until) {
        return Futex.await(
                CallState.allocate(), word, expected, Futex.ANY_BIT, false, until, Clock.REALTIME);
    }

    private long nanos() {
        return __kernel_timespec.tv_sec(time) * SECOND + __kernel_timespec.tv_nsec(time);
    }
}
