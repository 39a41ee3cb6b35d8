/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring.poller;

import dev.waitany.linux.ArenaCounts;
import dev.waitany.ring.entries.EntryForm;
import dev.waitany.ring.uring.Ring;
import dev.waitany.ring.uring.RingCalls;
import dev.waitany.ring.uring.RingMode;
import java.lang.foreign.Arena;
import java.util.function.Function;

/**
 * Opens a poller's rings.
 *
 * @param first the mode of the ring on which the poller blocks
 * @param further the mode of the rings that the first one polls. Not {@code DEFERRED}: a wake does
 *     not make such a ring readable, as its completions are made when its owner enters it
 * @param calls the system calls of all of them
 * @param entries the form of the waits, for one ring
 * @param tuning how many of them a ring takes
 */
public record PollerRingFactory(
        RingMode first,
        RingMode further,
        RingCalls calls,
        Function<Arena, EntryForm> entries,
        PollerTuning tuning) {
    @SuppressWarnings("resource") // the poller ring closes it
    PollerRing openFirst() {
        return PollerRing.of(0, Ring.openPatiently(tuning.queue(), first, calls), this);
    }

    /**
     * Opens a ring for armed sets. Fails at once if the kernel refuses, as {@link #openFurther}.
     */
    @SuppressWarnings("resource") // the armed ring closes it
    ArmedRing openArmed(int number, ArenaCounts arenas) {
        return ArmedRing.of(number, Ring.open(ArmedRing.QUEUE, further, calls), arenas);
    }

    /** Fails at once if the kernel refuses: waits are pending, and can do without this ring. */
    @SuppressWarnings("resource") // the poller ring closes it
    PollerRing openFurther(int number) {
        return PollerRing.of(number, Ring.open(tuning.queue(), further, calls), this);
    }
}
