/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.differential;

import java.util.List;

/** What happens while waiters are blocked. */
sealed interface Event {
    /** A wake without a change, of at most so many waiters. */
    record Wake(int word, int max) implements Event {}

    /** A change, and a wake of all. */
    record Change(int word) implements Event {}

    /** Several words changed, then each woken: faster than the one waiter on them can leave. */
    record Volley(List<Integer> words) implements Event {}

    /** The waiter's thread is interrupted. */
    record Interrupt(int waiter) implements Event {}

    /** The waiter's future is cancelled. */
    record Cancel(int waiter) implements Event {}

    /** The waiter's WaitAny is closed; it gets another one. */
    record Close(int waiter) implements Event {}
}
