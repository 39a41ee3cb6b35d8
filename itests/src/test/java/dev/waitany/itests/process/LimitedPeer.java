/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.process;

import dev.waitany.Deadline;
import dev.waitany.FutexWord;
import dev.waitany.ring.Delivery;
import dev.waitany.ring.FutexRing;
import dev.waitany.ring.Operation;
import java.lang.foreign.Arena;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.LockSupport;

/**
 * A process under a limit. It opens rings until one is refused, prints why, and uses the open ones.
 */
final class LimitedPeer {
    private LimitedPeer() {}

    public static void main(String[] args) throws Exception {
        int most = Integer.parseInt(args[0]);
        int entries = Integer.parseInt(args[1]);
        Deque<FutexRing> rings = new ArrayDeque<>();
        try {
            while (rings.size() < most) {
                rings.push(FutexRing.open(entries, Delivery.DEFERRED));
            }
            System.out.println("opened " + most);
        } catch (IllegalStateException refused) {
            System.out.println("refused: " + refused.getMessage());
        }
        rings.pop().close();
        rings.push(openInTime(entries));
        rings.forEach(LimitedPeer::use);
        rings.forEach(FutexRing::close);
        System.out.println("all closed");
    }

    /** Retries, because the kernel frees a closed ring asynchronously. */
    private static FutexRing openInTime(int entries) {
        Deadline limit = Deadline.after(Duration.ofSeconds(20));
        while (true) {
            try {
                return FutexRing.open(entries, Delivery.DEFERRED);
            } catch (IllegalStateException refused) {
                if (limit.hasPassed()) {
                    throw refused;
                }
                LockSupport.parkNanos(1_000_000);
            }
        }
    }

    private static void use(FutexRing ring) {
        Operation wait = Operation.wait(FutexWord.allocate(Arena.ofAuto()), 1);
        ring.queue(wait);
        try {
            ring.await(Deadline.never());
        } catch (InterruptedException e) {
            throw new AssertionError("nobody interrupts here", e);
        }
        System.out.println("used: " + wait.kind());
    }
}
