/* SPDX-License-Identifier: Apache-2.0 */

/**
 * What the sessions of several workloads are made of: threads that fail the driver when they fail,
 * a waiter that uses an armed set where the strategy has one, and a driver's clock.
 *
 * <p>This package depends on {@code measure} only.
 */
@NullMarked
package dev.waitany.bench.workload.session;

import org.jspecify.annotations.NullMarked;
