/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.workload.timing;

import dev.waitany.bench.measure.Block;
import dev.waitany.bench.measure.ThreadCosts;
import dev.waitany.bench.measure.Workload;
import java.time.Duration;
import org.HdrHistogram.Histogram;

/** One thread whose waits all end at their deadlines. It is driver and waiter. */
record TimeoutSession(TimedWait timed, long nanos) implements Workload.Session {
    @Override
    public Block run(Duration span) throws InterruptedException {
        Histogram late = Block.histogram();
        ThreadCosts costs = ThreadCosts.start();
        long now = System.nanoTime();
        long end = now + span.toNanos();
        while (now - end < 0) {
            long deadline = System.nanoTime() + nanos;
            timed.until(deadline);
            now = System.nanoTime();
            if (now - deadline < 0) {
                throw new IllegalStateException("a wait ended before its deadline");
            }
            late.recordValue(now - deadline);
        }
        Block.Costs spent = costs.stop();
        return new Block(
                late,
                new Block.Costs(spent.cpuNanos(), spent.cpuNanos(), spent.bytes(), spent.process()),
                null,
                null);
    }

    @Override
    public void close() {
        timed.close();
    }
}
