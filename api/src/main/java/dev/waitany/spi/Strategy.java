/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.spi;

import dev.waitany.Support;
import java.util.Optional;

/**
 * A way to wait on many words, registered as a service.
 *
 * <p>Stateless and thread-safe. It must load on every machine, whatever the kernel offers: only
 * {@link #probe()} and {@link #open()} make system calls.
 */
public interface Strategy {
    /** Returns the unique name by which users open the strategy. */
    String name();

    /**
     * Returns the rank: {@code WaitAny.open()} takes the available strategy with the highest one,
     * and of equal ones that whose name comes first. The ranks of the strategies that come with
     * WaitAny go from 100 to 400 and follow measurements.
     */
    int rank();

    /**
     * Returns what the strategy can do on every machine, for messages about another strategy that
     * has reached a limit. Makes no system call. Empty if it is not known, as by default.
     */
    default Optional<StrategyLimits> limits() {
        return Optional.empty();
    }

    /**
     * Tries the system calls that the strategy needs, and returns what they answered. Does not
     * throw if they fail, or if the module has no native access. Leaves nothing open.
     */
    Support probe();

    /**
     * Makes a new backend for one {@code WaitAny}. Called only after {@link #probe()} has answered
     * that the strategy is available.
     *
     * @throws IllegalStateException if the kernel refuses all the same
     */
    Backend open();
}
