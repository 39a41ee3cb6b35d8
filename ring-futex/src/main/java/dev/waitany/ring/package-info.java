/* SPDX-License-Identifier: Apache-2.0 */

/**
 * {@link dev.waitany.ring.FutexRing}: futex operations on io_uring, without blocking.
 *
 * <p>No parameter or result is null unless it is annotated with {@code @Nullable}.
 */
@NullMarked
package dev.waitany.ring;

import org.jspecify.annotations.NullMarked;
