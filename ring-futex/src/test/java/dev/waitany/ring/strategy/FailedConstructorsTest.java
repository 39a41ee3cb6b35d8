/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waitany.Deadline;
import dev.waitany.FutexWord;
import dev.waitany.WaitSet;
import dev.waitany.ring.entries.EntryForm;
import dev.waitany.ring.poller.PollerGroup;
import dev.waitany.ring.poller.PollerRingFactory;
import dev.waitany.ring.poller.PollerTuning;
import dev.waitany.ring.uring.Leftovers;
import dev.waitany.ring.uring.RequiredRings;
import dev.waitany.ring.uring.RingCalls;
import dev.waitany.ring.uring.RingMode;
import dev.waitany.spi.PendingWaits;
import dev.waitany.spi.SurplusWakes;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a constructor that throws has opened is closed. */
class FailedConstructorsTest {
    private final List<Arena> opened = new ArrayList<>();

    @BeforeEach
    void needsRings() {
        RequiredRings.assume();
    }

    @Test
    void waiterClosesItsArena() {
        assertThatThrownBy(
                        () -> new RingWaiter(16, RingMode.DEFERRED, RingCalls.KERNEL, this::full))
                .isInstanceOf(OutOfMemoryError.class);
        assertThatNothingIsLeft();
    }

    @Test
    void pollerClosesTheArenaAndTheRing() {
        try (Arena arena = Arena.ofShared();
                PollerGroup group =
                        new PollerGroup(
                                "full",
                                new PollerRingFactory(
                                        RingMode.DEFERRED,
                                        RingMode.COOPERATIVE,
                                        RingCalls.KERNEL,
                                        this::full,
                                        PollerTuning.CANCELLED))) {
            WaitSet set = WaitSet.of(FutexWord.allocate(arena));
            assertThatThrownBy(() -> group.begin(set, Deadline.never(), new Untold()))
                    .hasMessageContaining("injected");
        }
        assertThatNothingIsLeft();
    }

    /** An entry form for which there is no memory. */
    private EntryForm full(Arena arena) {
        opened.add(arena);
        throw new OutOfMemoryError("injected");
    }

    private void assertThatNothingIsLeft() {
        assertThat(opened).hasSize(1);
        assertThat(opened.getFirst().scope().isAlive()).as("the arena is open").isFalse();
        FaultInjection.until(() -> Leftovers.of("full").isEmpty(), "nothing left", opened);
    }

    private static final class Untold implements PendingWaits.Ending {
        @Override
        public boolean ended(int outcome, SurplusWakes surplus) {
            throw new AssertionError("it has not begun");
        }

        @Override
        public void failed(Throwable failure, SurplusWakes consumed) {
            throw new AssertionError("it has not begun");
        }
    }
}
