/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.workload;

import dev.waitany.WaitAny;
import dev.waitany.bench.measure.Cell;
import dev.waitany.bench.measure.Limit;
import dev.waitany.bench.measure.Placement;
import dev.waitany.bench.measure.SizeUnit;
import dev.waitany.bench.measure.Workload;
import java.time.Duration;
import java.util.List;

/**
 * Wakes at a fixed rate, whether or not the waiter has answered the previous one: an open loop. The
 * time is that from the intended change until the waiter runs. In contrast to a closed loop, the
 * waiter has time to arm its words, so the time is wake latency and no set-up.
 */
final class OneWay implements Workload {
    private static final Duration PERIOD = Duration.ofNanos(200_000);

    @Override
    public String name() {
        return "one-way";
    }

    @Override
    public String about() {
        return "An open loop: every 200 µs the driver changes and wakes one of N words at random,"
                + " whether or not the waiter has run since. The time is that from the intended"
                + " change until the waiter runs; CPU is that of the waiter's side alone.";
    }

    @Override
    public SizeUnit unit() {
        return SizeUnit.WORDS;
    }

    @Override
    public List<Integer> sizes() {
        return List.of(1, 8, 128);
    }

    @Override
    public int words(int size) {
        return size;
    }

    @Override
    public Limit limit(String strategy) {
        try (WaitAny waitAny = WaitAny.open(strategy)) {
            return Limit.ofWords(waitAny.capabilities());
        }
    }

    /** Uses an armed set if the strategy keeps it armed, because that is its purpose. */
    @Override
    public Session open(Cell cell, Placement placement, long seed) {
        return new OneWaySession(
                WaitAny.open(cell.strategy()), cell.size(), PERIOD, placement, seed);
    }
}
