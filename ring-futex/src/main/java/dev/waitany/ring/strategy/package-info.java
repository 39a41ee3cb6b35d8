/* SPDX-License-Identifier: Apache-2.0 */

/**
 * The strategies {@code ring-cancel}, {@code ring-armed} and {@code ring-waitv}, as services. A
 * thread that blocks waits on its ring ({@code RingWaiter}); an armed set has another one ({@code
 * RingArming}). Futures and virtual threads use the pollers.
 */
@NullMarked
package dev.waitany.ring.strategy;

import org.jspecify.annotations.NullMarked;
