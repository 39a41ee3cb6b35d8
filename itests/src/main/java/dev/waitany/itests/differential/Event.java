/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.differential;

import java.util.List;

/** An event that happens while waiters are blocked. */
sealed interface Event {
    /** A wake without a change, of at most {@code max} waiters. */
    record Wake(int word, int max) implements Event {}

    /** A change, and a wake of all waiters. */
    record Change(int word) implements Event {}

    /** Several words are changed, then each is woken, before the one waiter on them can leave. */
    record Volley(List<Integer> words) implements Event {}

    /** The waiter's thread is interrupted. */
    record Interrupt(int waiter) implements Event {}

    /** The waiter's future is cancelled. */
    record Cancel(int waiter) implements Event {}

    /** The waiter's WaitAny is closed and replaced. */
    record Close(int waiter) implements Event {}
}
