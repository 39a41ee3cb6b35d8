/* SPDX-License-Identifier: Apache-2.0 */

/**
 * The strategy {@code threads}: one thread per word blocks in FUTEX_WAIT, which every Linux has.
 *
 * <p>When the wait ends, the threads must leave the words. A wake would not do: it may reach a
 * waiter of another set. A signal ends the FUTEX_WAIT of one chosen thread, and the kernel tells
 * for each thread whether it was woken (0) or interrupted (EINTR). So no wake is lost and none is
 * invented.
 *
 * <p>{@link dev.waitany.emulation.ThreadsWaiter} blocks the waiting thread, {@link
 * dev.waitany.emulation.HelperWait} is its wait on one set, and {@link
 * dev.waitany.emulation.Helper} is a thread that blocks on one word.
 */
package dev.waitany.emulation;
