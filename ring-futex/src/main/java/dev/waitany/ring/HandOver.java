/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring;

import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Cancels that other threads ask for, on their way to the ring's thread: the kernel would refuse
 * theirs (EEXIST). Thread-safe.
 */
final class HandOver {
    /** Names its life, as the operation may have ended and be queued again when this is taken. */
    private record Wish(Operation operation, int life) {}

    private final ConcurrentLinkedQueue<Wish> wishes = new ConcurrentLinkedQueue<>();

    void give(Operation operation) {
        wishes.add(new Wish(operation, operation.life()));
    }

    /** By the ring's thread. */
    void take(Canceller canceller) {
        for (Wish wish = wishes.poll(); wish != null; wish = wishes.poll()) {
            Operation operation = wish.operation;
            if (operation.state() == Operation.State.PENDING && operation.life() == wish.life) {
                canceller.cancel(operation);
            }
        }
    }
}
