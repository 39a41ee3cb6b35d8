/* SPDX-License-Identifier: Apache-2.0 */

/**
 * Writes results as text, JSON and HTML. The reports name no workload: what is specific to one
 * comes from its {@link dev.waitany.bench.measure.Workload}.
 *
 * <p>This package depends on {@code measure} only.
 */
@NullMarked
package dev.waitany.bench.report;

import org.jspecify.annotations.NullMarked;
