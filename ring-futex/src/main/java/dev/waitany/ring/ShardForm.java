/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring;

import java.lang.foreign.Arena;
import java.util.function.Function;

/**
 * How a poller's rings are made.
 *
 * @param first the mode of the ring that the poller blocks on
 * @param further the mode of the rings that the first one polls: not {@code DEFERRED}, for such a
 *     ring is not readable by a wake, as its completions are made when it is entered
 * @param entries what waits become, for one ring
 */
record ShardForm(RingMode first, RingMode further, Function<Arena, EntryForm> entries) {
    @SuppressWarnings("resource") // the shard closes it
    Shard openFirst() {
        return new Shard(0, Ring.openPatiently(Shard.QUEUE, first), entries);
    }

    /** Without patience: waits are pending by now, and go on without it. */
    @SuppressWarnings("resource") // the shard closes it
    Shard openFurther(int number) {
        return new Shard(number, Ring.open(Shard.QUEUE, further), entries);
    }
}
