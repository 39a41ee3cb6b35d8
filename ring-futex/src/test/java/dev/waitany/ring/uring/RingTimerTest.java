/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring.uring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waitany.Deadline;
import dev.waitany.linux.Guards;
import dev.waitany.ring.entries.UserData;
import java.lang.foreign.Arena;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * One timer's memory serves many deadlines: it is overwritten only once the kernel has copied it.
 */
class RingTimerTest {
    private static final long SECOND = 1_000_000_000L;

    private final Arena arena = Arena.ofShared();

    @BeforeEach
    void needsRings() {
        RequiredRings.assume();
    }

    @AfterEach
    void free() {
        arena.close();
    }

    @Test
    void secondTimerSubmitsTheFirstSoThatEachKeepsItsTime() {
        try (Ring ring = Ring.open(8, RingMode.DEFERRED, RingCalls.KERNEL)) {
            RingTimer timer = new RingTimer(arena);
            assertThat(timer.start(ring, passed(), 1)).isTrue();
            assertThat(timer.start(ring, far(), 2)).isTrue();
            assertThat(ring.submissions().pending()).as("the second only").isEqualTo(1);
            ring.enter(1, 5 * SECOND, Guards.NONE);
            assertThat(ring.completions().available()).isEqualTo(1);
            assertThat(ring.completions().userData(0)).isEqualTo(1);
            assertThat(RingTimer.hasExpired(ring.completions().result(0))).isTrue();
        }
    }

    @Test
    void timerAfterACompletedOneSubmitsNothing() {
        try (Ring ring = Ring.open(8, RingMode.DEFERRED, RingCalls.KERNEL)) {
            RingTimer timer = new RingTimer(arena);
            timer.start(ring, passed(), 1);
            ring.enter(1, 5 * SECOND, Guards.NONE);
            assertThat(ring.completions().userData(0)).isEqualTo(1);
            ring.completions().consume(1);
            ring.submissions().cancelEverything(UserData.CANCEL);
            timer.start(ring, far(), 2);
            assertThat(ring.submissions().pending()).as("the cancel and the timer").isEqualTo(2);
        }
    }

    @Test
    void monotonicDeadlineNeedsNoTimer() {
        try (Ring ring = Ring.open(8, RingMode.DEFERRED, RingCalls.KERNEL)) {
            assertThat(new RingTimer(arena).start(ring, Deadline.now(), 1)).isFalse();
            assertThat(ring.submissions().pending()).isZero();
        }
    }

    private static Deadline passed() {
        return Deadline.atTime(Instant.now().minusSeconds(1));
    }

    private static Deadline far() {
        return Deadline.atTime(Instant.now().plusSeconds(3600));
    }
}
