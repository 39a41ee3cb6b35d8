/* SPDX-License-Identifier: Apache-2.0 */

/**
 * Waiting with what every Linux has: a thread per word that blocks in FUTEX_WAIT.
 *
 * <p>No call takes one chosen thread out of FUTEX_WAIT without a wake that another waiter might
 * have needed; a signal does, and the kernel says for each thread whether it was woken (0) or not
 * (EINTR). So no wake is lost or made up.
 */
package dev.waitany.emulation;
