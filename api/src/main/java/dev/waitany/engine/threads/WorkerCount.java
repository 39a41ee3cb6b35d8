/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.engine.threads;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How many futures are expected, and how many workers there are to complete them.
 *
 * <p>The two numbers form a Dekker pair: {@link #expect} counts the future, and its caller then
 * looks for a worker; a worker that wants to end takes itself off the count and then looks for
 * expected futures. Both are volatile, so at least one of the two sees the other's write.
 */
final class WorkerCount {
    private static final int FEWEST = 2; // one that completes a future, and one that watches

    private final AtomicLong expected = new AtomicLong();
    private final AtomicInteger alive = new AtomicInteger(); // written under the threads' lock

    /** Counts a future whose wait begins. To be followed by a look at {@link #isZero}. */
    void expect() {
        expected.incrementAndGet();
    }

    /** Takes a future off the count, when it is queued or its wait did not begin. */
    void forget() {
        expected.decrementAndGet();
    }

    boolean isZero() {
        return alive.get() == 0;
    }

    /** Counts a worker that is about to start. Returns their number. */
    int add() {
        return alive.incrementAndGet();
    }

    /** Takes a worker off the count that did not start. */
    void remove() {
        alive.decrementAndGet();
    }

    /** Takes a worker off the count, and returns true, unless it must stay for a future. */
    boolean leave(boolean closed) {
        int others = alive.decrementAndGet(); // before the look at expected
        if (!closed && others < FEWEST && expected.get() > 0) {
            alive.incrementAndGet();
            return false;
        }
        return true;
    }
}
