/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.emulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waitany.Deadline;
import dev.waitany.linux.CallState;
import dev.waitany.linux.Clock;
import dev.waitany.linux.Timespec;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The timer slack of the sleeper, a thread of the user. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class EventCountTest {
    private static final long UNKNOWN = -1;

    private final CallState state = CallState.allocate();
    private long during = UNKNOWN;
    private boolean fails;

    /** The kernel, which notes the slack that a sleep has. */
    private final FutexCalls calls =
            new FutexCalls() {
                @Override
                public int await(
                        CallState sleeper,
                        MemorySegment word,
                        int expected,
                        int bitset,
                        boolean shared,
                        @Nullable Timespec deadline,
                        Clock clock) {
                    during = slack();
                    if (fails) {
                        throw new OutOfMemoryError("injected");
                    }
                    return KERNEL.await(state, word, expected, bitset, shared, deadline, clock);
                }
            };

    private final EventCount events = new EventCount(calls);

    @Test
    void sleepWithADeadlineHasNoSlackAndTheThreadKeepsItsOwn() {
        long before = slack();
        assertThat(before).as("slack of a usual thread, ns").isGreaterThan(1);
        for (Deadline deadline :
                List.of(
                        Deadline.after(Duration.ofNanos(100_000)),
                        Deadline.atTime(Instant.now().plusNanos(100_000)))) {
            during = UNKNOWN;
            assertThat(events.await(events.read(), deadline)).as("in time").isFalse();
            assertThat(during).as("slack during the sleep, 0: nothing to shorten").isZero();
            assertThat(slack()).isEqualTo(before);
        }
    }

    @Test
    void slackIsRestoredIfTheSleepFails() {
        long before = slack();
        fails = true;
        assertThatThrownBy(() -> events.await(events.read(), Deadline.after(Duration.ofSeconds(1))))
                .isInstanceOf(OutOfMemoryError.class);
        assertThat(slack()).isEqualTo(before);
    }

    @Test
    void sleepWithoutADeadlineChangesNoSlack() {
        long before = slack();
        int seen = events.read();
        events.advance();
        assertThat(events.await(seen, Deadline.never())).isTrue();
        assertThat(during).isEqualTo(before);
        events.await(seen, System.nanoTime() + 1_000_000_000);
        assertThat(during).as("of the sleep until all helpers are back").isEqualTo(before);
    }

    /** Returns what {@code shortenSlack} finds, and leaves it as it is. */
    private long slack() {
        long found = Clock.shortenSlack(state);
        Clock.restoreSlack(state, found);
        return found;
    }
}
