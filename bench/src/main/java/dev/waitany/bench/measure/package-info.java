/* SPDX-License-Identifier: Apache-2.0 */

/**
 * Measures workloads: the {@link dev.waitany.bench.measure.Workload} interface, the schedule of
 * blocks, the worker JVMs and the C references that run them.
 *
 * <p>This package names no workload and no strategy. It depends on {@code results}, {@code
 * statistics} and {@code environment} only; {@code workload}, {@code report} and {@code cli} depend
 * on it.
 */
@NullMarked
package dev.waitany.bench.measure;

import org.jspecify.annotations.NullMarked;
