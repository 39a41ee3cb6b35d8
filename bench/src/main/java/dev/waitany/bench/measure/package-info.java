/* SPDX-License-Identifier: Apache-2.0 */

/**
 * Measures workloads: the {@link dev.waitany.bench.measure.Workload} interface, the schedule of
 * blocks, the C references, and the records of {@code results.json}.
 *
 * <p>This package names no workload and no strategy. It depends on no other package of this module;
 * {@code workload}, {@code report} and {@code cli} depend on it.
 */
@NullMarked
package dev.waitany.bench.measure;

import org.jspecify.annotations.NullMarked;
