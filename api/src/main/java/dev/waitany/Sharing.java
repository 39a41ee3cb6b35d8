/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany;

/**
 * Which threads may wait on a word. All waiters and wakers of a word must use the same value: the
 * kernel keeps the two kinds of waiters apart, and a wake of one kind never finds a waiter of the
 * other. Source: man 2 futex (FUTEX_PRIVATE_FLAG), {@code get_futex_key} in kernel/futex/core.c.
 */
public enum Sharing {
    /**
     * Threads of this process only. Cheaper, because the kernel identifies the word by its address.
     */
    PRIVATE,
    /**
     * Threads of every process that maps the memory. The kernel identifies the word by the page or
     * file behind its address.
     */
    SHARED
}
