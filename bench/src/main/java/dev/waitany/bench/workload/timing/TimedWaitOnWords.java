/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.workload.timing;

import dev.waitany.Deadline;
import dev.waitany.WaitAny;
import dev.waitany.WaitSet;
import dev.waitany.bench.workload.session.ChangeWaiter;
import dev.waitany.bench.workload.session.WakeCounts;
import dev.waitany.bench.workload.session.Words;
import java.lang.foreign.Arena;

/** A wait on words that nobody changes. */
final class TimedWaitOnWords implements TimedWait {
    private final WaitAny waitAny;
    private final Arena arena = Arena.ofShared();
    private final ChangeWaiter waiter;

    /**
     * Creates a wait.
     *
     * @param waitAny the strategy, which the wait closes
     */
    TimedWaitOnWords(WaitAny waitAny, int count) {
        this.waitAny = waitAny;
        WaitSet set = WaitSet.of(Words.allocate(arena, count));
        this.waiter = new ChangeWaiter(waitAny, set, new WakeCounts());
    }

    @Override
    public void until(long time) throws InterruptedException {
        int index = waiter.await(Deadline.at(time));
        if (index >= 0) {
            throw new IllegalStateException("word " + index + " has changed by itself");
        }
    }

    @Override
    public void close() {
        waiter.close();
        waitAny.close();
        arena.close();
    }
}
