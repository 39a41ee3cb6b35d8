/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench;

import dev.waitany.WaitAny;
import java.util.List;

/**
 * An armed set that grows: the driver changes and wakes one of its words at random, the owner
 * awaits, arms the word again, and answers. The strategies that keep nothing armed between calls
 * show what that costs.
 */
final class ArmedScale implements Workload {
    static final String NAME = "armed-scale";

    /** Beyond this they do little else, and a block ends before a few wakes. */
    private static final int MOST_WHERE_NOTHING_STAYS_ARMED = 1024;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String about() {
        return "An armed set of N words: the driver changes and wakes one at random, the owner awaits,"
                + " arms the word again, and answers. Strategies that keep nothing armed arm all"
                + " words anew for each wake.";
    }

    @Override
    public String unit() {
        return "words";
    }

    @Override
    public List<Integer> sizes() {
        return List.of(1, 8, 128, 1024, 10_000, 100_000);
    }

    @Override
    public int words(int size) {
        return size;
    }

    @Override
    public Limit limit(String strategy) {
        try (WaitAny waitAny = WaitAny.open(strategy)) {
            Limit words = Limit.ofWords(waitAny.capabilities());
            return waitAny.capabilities().staysArmed()
                    ? words
                    : words.or(
                            MOST_WHERE_NOTHING_STAYS_ARMED, "arms every word anew for each wake");
        }
    }

    @Override
    public Session open(Cell cell, Placement placement, long seed) {
        return new PingPongSession(
                WaitAny.open(cell.strategy()), cell.size(), true, placement, seed);
    }
}
