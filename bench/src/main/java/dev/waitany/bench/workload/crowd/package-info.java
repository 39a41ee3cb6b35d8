/* SPDX-License-Identifier: Apache-2.0 */

/**
 * Workloads in which several threads wait or wake at the same time. {@code
 * docs/how-to/choose-a-workload.md} says what each one models and what it cannot show.
 *
 * <p>This package depends on {@code session} and {@code measure} only.
 */
@NullMarked
package dev.waitany.bench.workload.crowd;

import org.jspecify.annotations.NullMarked;
