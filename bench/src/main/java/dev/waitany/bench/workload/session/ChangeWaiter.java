/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.workload.session;

import dev.waitany.ArmedSet;
import dev.waitany.Deadline;
import dev.waitany.WaitAny;
import dev.waitany.WaitResult;
import dev.waitany.WaitSet;
import org.jspecify.annotations.Nullable;

/**
 * Waits for changes of words that nobody else waits for. Keeps them in an armed set if the strategy
 * keeps it armed between calls, because that is its purpose. Used by the thread that creates it.
 */
public final class ChangeWaiter implements AutoCloseable {
    private final WaitAny waitAny;
    private final WaitSet set;
    private final WakeCounts counts;
    private final @Nullable ArmedSet armed;

    /**
     * Creates a waiter.
     *
     * @param set expects the values from which changes count
     */
    public ChangeWaiter(WaitAny waitAny, WaitSet set, WakeCounts counts) {
        this.waitAny = waitAny;
        this.set = set;
        this.counts = counts;
        this.armed = waitAny.capabilities().staysArmed() ? waitAny.arm(set) : null;
    }

    /** Waits until a word has changed since the last return, and returns its index; -1 if late. */
    public int await(Deadline deadline) throws InterruptedException {
        while (true) {
            WaitResult result =
                    armed != null ? armed.await(deadline) : waitAny.await(set, deadline);
            counts.add(result);
            if (!result.isReady()) {
                return -1;
            }
            int index = result.index();
            int value = set.word(index).get();
            boolean isNew = value != set.expected(index);
            if (armed != null) {
                armed.rearm(index, value);
            } else if (isNew) {
                set.expect(index, value);
            }
            if (isNew) {
                return index;
            }
            counts.addSpurious();
        }
    }

    @Override
    public void close() {
        if (armed != null) {
            armed.close();
        }
    }
}
