/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench;

import dev.waitany.WaitAny;
import java.util.List;

/**
 * Two threads: the driver changes and wakes one word of N at random, the waiter waits on all N and
 * answers. A round trip is from the change to the answer's arrival.
 */
final class PingPong implements Workload {
    @Override
    public String name() {
        return "ping-pong";
    }

    @Override
    public String about() {
        return "Two threads: the driver changes and wakes one of N words at random, the waiter waits on"
                + " all N and answers. A round trip is from the change to the answer's arrival.";
    }

    @Override
    public String unit() {
        return "words";
    }

    @Override
    public List<Integer> sizes() {
        return List.of(1, 8, 64, 128);
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

    /** With an armed set where the strategy keeps one: that is its point. */
    @Override
    public Session open(Cell cell, Placement placement, long seed) {
        WaitAny waitAny = WaitAny.open(cell.strategy());
        boolean armed = waitAny.capabilities().staysArmed();
        return new PingPongSession(waitAny, cell.size(), armed, placement, seed);
    }
}
