/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.soak.account;

/**
 * A fault that a soak has found.
 *
 * @param where the lane, the strategy and the waiter
 * @param detail the word, and what was seen
 */
public record Finding(Kind kind, String where, String detail) {
    /** What is wrong. */
    public enum Kind {
        /** The kernel counted a wake that no waiter got. */
        LOST,
        /** A waiter got a wake that nobody made. */
        INVENTED,
        /** A call did not end. */
        STUCK,
        /** The kernel holds a word for a wait that has ended. */
        HELD,
        /** A call broke another rule of the contract. */
        BROKEN,
        /** Something threw that must not. */
        FAILED,
        /** A descriptor, mapping, thread or class loader is left. */
        LEAKED
    }

    @Override
    public String toString() {
        return kind + " " + where + ": " + detail;
    }
}
