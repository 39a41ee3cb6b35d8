/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring;

/** Receives the end of an operation, on the ring's thread. */
@FunctionalInterface
public interface Listener {
    /**
     * Called when an operation has ended, or when a {@linkplain Operation#pollRepeatedly repeated
     * poll} has an event; {@link Operation#kind()} and {@link Operation#value()} say how.
     *
     * <p>The listener may queue this operation again, and others, submit and cancel. The ring
     * refuses it {@code await}, {@code poll} and {@code close}, with {@link IllegalStateException}.
     * If it throws, the other listeners of the batch are called all the same; see {@link
     * FutexRing#await}.
     */
    void completed(Operation operation);
}
