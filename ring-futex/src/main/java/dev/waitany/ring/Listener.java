/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring;

/** Hears of the end of operations, on the thread that owns the ring. */
@FunctionalInterface
public interface Listener {
    /**
     * An operation has ended: {@link Operation#kind()} and {@link Operation#value()} say how. It
     * may be queued again from here, and so may others; {@code await}, {@code poll} and {@code
     * close} are refused. An exception does not keep the others of the batch from being told: it is
     * thrown after it, see {@link FutexRing#await}.
     */
    void completed(Operation operation);
}
