/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.workload.session;

import dev.waitany.WaitResult;
import dev.waitany.bench.measure.Block;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Counts what became of wakes. Any number of threads count; the driver takes the sums. */
public final class WakeCounts {
    private final LongAdder found = new LongAdder();
    private final LongAdder waits = new LongAdder();
    private final LongAdder swallowed = new LongAdder();
    private final LongAdder forwarded = new LongAdder();
    private final LongAdder spurious = new LongAdder();

    /** Counts waiters that a wake has found. */
    public void addFound(int waiters) {
        found.add(waiters);
    }

    /** Counts a wait and its surplus wakes, of which there are almost never any. */
    public void add(WaitResult result) {
        waits.increment();
        int lost = result.surplus().length;
        int passedOn = result.forwarded().length;
        if (lost + passedOn > 0) {
            swallowed.add(lost);
            forwarded.add(passedOn);
        }
    }

    /** Counts a wait that ended with nothing new. */
    public void addSpurious() {
        spurious.increment();
    }

    /**
     * Returns the counts since the last call.
     *
     * @param missed missed deadlines; null if there are none to miss
     */
    public Block.Wakes take(@Nullable Long missed) {
        return new Block.Wakes(
                found.sumThenReset(),
                waits.sumThenReset(),
                swallowed.sumThenReset(),
                forwarded.sumThenReset(),
                spurious.sumThenReset(),
                missed);
    }
}
