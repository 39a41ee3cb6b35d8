/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.tck;

import dev.waitany.Capabilities;
import dev.waitany.Deadline;
import dev.waitany.Sharing;
import dev.waitany.WaitSet;
import dev.waitany.linux.CallState;
import dev.waitany.linux.Clock;
import dev.waitany.linux.Errno;
import dev.waitany.linux.Futex;
import dev.waitany.linux.Guards;
import dev.waitany.linux.ThreadAlert;
import dev.waitany.linux.Timespec;
import dev.waitany.linux.WaitvArray;
import dev.waitany.spi.Backend;
import dev.waitany.spi.Outcome;
import dev.waitany.spi.SurplusWakes;
import dev.waitany.spi.Waiter;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/** A minimal strategy on futex_waitv(2), with a fault. */
record PlainBackend(Fault fault) implements Backend {
    @Override
    public Capabilities capabilities() {
        return new Capabilities(
                Futex.WAITV_MAX,
                Capabilities.Accounting.INFERRED,
                fault == Fault.CLAIMS_BITSETS,
                fault == Fault.CLAIMS_TO_STAY_ARMED,
                false);
    }

    @Override
    public Waiter newWaiter() {
        return fault.in(new PlainWaiter(fault));
    }

    @Override
    public void close() {}

    private static final class PlainWaiter implements Waiter {
        private final Fault fault;
        private final CallState state = CallState.allocate();
        private final ThreadAlert alert = ThreadAlert.ofCurrentThread();

        PlainWaiter(Fault fault) {
            this.fault = fault;
        }

        @Override
        public int await(WaitSet set, Deadline deadline, SurplusWakes surplus) {
            try (Arena arena = Arena.ofConfined()) {
                int result = call(set, deadline, arena);
                if (result >= 0) {
                    surplus.addChanged(set, result);
                    return result;
                }
                return result == -Errno.EAGAIN
                        ? Outcome.CHANGED
                        : result == -Errno.ETIMEDOUT ? Outcome.TIMED_OUT : Outcome.ALERTED;
            }
        }

        private int call(WaitSet set, Deadline deadline, Arena arena) {
            WaitvArray array = new WaitvArray(arena, set.size());
            MemorySegment[] segments = new MemorySegment[set.size()];
            for (int i = 0; i < set.size(); i++) {
                segments[i] = set.word(i).segment();
                array.word(i, set.word(i).address(), set.word(i).sharing() == Sharing.SHARED);
                array.expect(i, set.expected(i));
            }
            boolean timed = deadline.kind() != Deadline.Kind.NEVER;
            Clock clock =
                    deadline.kind() == Deadline.Kind.REALTIME ? Clock.REALTIME : Clock.MONOTONIC;
            Timespec until =
                    timed ? new Timespec(arena).setAfter(clock, deadline.remaining()) : null;
            if (!alert.enter()) {
                return -Errno.EINTR;
            }
            try {
                return Futex.waitv(
                        state, array.segment(), set.size(), until, clock, guards(segments));
            } finally {
                alert.leave();
            }
        }

        private Guards guards(MemorySegment[] segments) {
            return switch (fault) {
                case HOLDS_NO_ARENA -> Guards.NONE;
                case HOLDS_EIGHT_ARENAS ->
                        Guards.of(Arrays.copyOf(segments, Math.min(8, segments.length)));
                default -> Guards.of(segments);
            };
        }

        @Override
        public void alert() {
            alert.alert();
        }

        @Override
        public void close() {}
    }
}
