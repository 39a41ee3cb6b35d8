/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany;

/**
 * Who may wait on a word. All waiters and wakers of one word must agree on this: the kernel keeps
 * the two kinds apart, and a wake of one kind never finds a waiter of the other.
 */
public enum Sharing {
    /** Threads of this process only; cheaper, as the address alone is the key. */
    PRIVATE,
    /** Any process that maps the memory; the key is the page behind the address. */
    SHARED
}
