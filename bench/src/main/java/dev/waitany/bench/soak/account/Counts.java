/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.soak.account;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** The counters of one soak. Thread-safe. */
public final class Counts {
    private final Map<Count, LongAdder> adders;

    /** Makes counters that are 0. */
    public Counts() {
        Map<Count, LongAdder> made = new EnumMap<>(Count.class);
        for (Count count : Count.values()) {
            made.put(count, new LongAdder());
        }
        this.adders = Collections.unmodifiableMap(made);
    }

    /** Adds one. */
    public void add(Count count) {
        add(count, 1);
    }

    /** Adds a number. */
    public void add(Count count, long number) {
        adder(count).add(number);
    }

    /** Returns a sum. It is exact when nobody adds to it. */
    public long of(Count count) {
        return adder(count).sum();
    }

    /** Returns all sums. */
    public Map<Count, Long> all() {
        Map<Count, Long> sums = new EnumMap<>(Count.class);
        for (Count count : Count.values()) {
            sums.put(count, of(count));
        }
        return sums;
    }

    private LongAdder adder(Count count) {
        return adders.getOrDefault(count, new LongAdder()); // each is there
    }
}
