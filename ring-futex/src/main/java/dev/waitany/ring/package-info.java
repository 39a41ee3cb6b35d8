/* SPDX-License-Identifier: Apache-2.0 */

/**
 * {@link dev.waitany.ring.FutexRing}: futex operations on io_uring, without blocking.
 *
 * <p>The user_data of an operation's entry is described in {@code PendingOperations}. Parameters
 * and results are never null unless stated.
 */
@NullMarked
package dev.waitany.ring;

import org.jspecify.annotations.NullMarked;
