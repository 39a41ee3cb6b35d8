/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench;

import dev.waitany.WaitAny;

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
    public Session open(WaitAny waitAny, int words, Placement placement, long seed) {
        return new PingPongSession(waitAny, words, placement, seed);
    }
}
