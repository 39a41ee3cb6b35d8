/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.process;

import dev.waitany.Deadline;
import dev.waitany.WaitSet;
import dev.waitany.ring.Acquire;
import dev.waitany.ring.FutexRing;
import dev.waitany.ring.Operation;
import dev.waitany.ring.RingLock;
import java.nio.file.Path;

/** A process with a ring. It counts under the lock, or waits for a wake that never comes. */
final class RingPeer {
    private RingPeer() {}

    public static void main(String[] args) throws Exception {
        try (Board board = new Board(Path.of(args[1]));
                FutexRing ring = FutexRing.open()) {
            if (args[0].equals("count")) {
                count(board, ring, Integer.parseInt(args[2]));
            } else {
                sleep(board, ring);
            }
        }
    }

    /** Increments the counter in two steps, which only the lock makes atomic. */
    static void count(Board board, FutexRing ring, int rounds) throws InterruptedException {
        Acquire acquire = RingLock.of(board.lock()).acquire();
        for (int round = 0; round < rounds; round++) {
            ring.queue(acquire);
            ring.await(Deadline.never());
            board.counter().set(board.counter().get() + 1);
            acquire.unlock();
        }
    }

    private static void sleep(Board board, FutexRing ring) throws InterruptedException {
        WaitSet requests = board.requests();
        for (int i = 0; i < requests.size(); i++) {
            ring.queue(Operation.wait(requests.word(i), 0));
        }
        ring.queue(Operation.waitAny(board.answers()));
        ring.queue(RingLock.of(board.lock()).acquire());
        ring.await(Deadline.never());
    }
}
