/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany;

import dev.waitany.engine.Engine;
import dev.waitany.engine.Strategies;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What comes before a wait in the engine: the checks of its set, the begin of the set's use, and
 * the result that needs no waiting. Thread-safe.
 */
final class Admission {
    private final String strategy;
    private final Capabilities capabilities;
    private final Engine engine;

    Admission(String strategy, Capabilities capabilities, Engine engine) {
        this.strategy = strategy;
        this.capabilities = capabilities;
        this.engine = engine;
    }

    /**
     * Begins the use of a set, or throws if the strategy cannot wait on it.
     *
     * @param user for the message that another user gets
     */
    void begin(WaitSet set, String user) {
        engine.refuseIfClosed();
        if (set.size() == 0) {
            throw new IllegalArgumentException(
                    "a wait needs at least one word, and the set is empty");
        }
        if (set.size() > capabilities.maxWords()) {
            throw new IllegalArgumentException(
                    "strategy "
                            + strategy
                            + " waits on at most "
                            + capabilities.maxWords()
                            + " words, and the set has "
                            + set.size()
                            + others(Strategies.taking(set.size())));
        }
        if (set.bitset() != FutexWord.ANY_BIT && !capabilities.bitset()) {
            throw new IllegalArgumentException(
                    "strategy " + strategy + " cannot wait with a bitset");
        }
        set.begin(user);
    }

    private static String others(List<String> strategies) {
        return strategies.isEmpty()
                ? ""
                : "; strategies that take so many: " + String.join(", ", strategies);
    }

    /** Returns the result that needs no waiting, if there is one. */
    static @Nullable WaitResult withoutBlocking(WaitSet set, Deadline deadline) {
        int changed = set.firstChanged();
        if (changed >= 0) {
            return set.changed(changed);
        }
        return deadline.hasPassed() ? WaitResult.TIMED_OUT : null;
    }

    /**
     * Returns what to throw if a wait has failed before it reached the engine: a closed arena is
     * explained.
     *
     * @throws Error instead of returning it
     */
    static RuntimeException explained(WaitSet set, Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        return failure instanceof IllegalStateException closedArena
                ? set.explain(closedArena)
                : (RuntimeException) failure;
    }
}
