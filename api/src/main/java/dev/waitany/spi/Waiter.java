/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.spi;

import dev.waitany.Deadline;
import dev.waitany.WaitSet;

/**
 * Blocks one platform thread, the one that made it. Owned by that thread except for {@link
 * #alert()}, and for {@link #close()} once the thread waits no more.
 */
public interface Waiter extends AutoCloseable {
    /**
     * Blocks until a word is woken or found changed, the deadline passes, or an alert comes. When
     * it returns, the kernel holds none of the words for this thread, and every wake it counted for
     * this wait is in the outcome or in {@code surplus}.
     *
     * @param surplus empty; takes the indexes of further wakes
     * @return the index of the woken word, or an {@link Outcome}
     */
    int await(WaitSet set, Deadline deadline, SurplusWakes surplus);

    /**
     * Ends {@link #await} with {@link Outcome#ALERTED}, or the next one if none is under way. Any
     * thread, any time.
     */
    void alert();

    @Override
    void close();
}
