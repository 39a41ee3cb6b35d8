/* SPDX-License-Identifier: Apache-2.0 */

/**
 * Workloads that are about time: deadlines, cancellation and frames. {@code
 * docs/how-to/choose-a-workload.md} says what each one models and what it cannot show.
 *
 * <p>This package depends on {@code session} and {@code measure} only.
 */
@NullMarked
package dev.waitany.bench.workload.timing;

import org.jspecify.annotations.NullMarked;
