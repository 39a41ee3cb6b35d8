/* SPDX-License-Identifier: Apache-2.0 */

/**
 * Writes analysed results as text and HTML. The reports name no workload: what is specific to one
 * comes from its {@link dev.waitany.bench.measure.Workload}.
 */
@NullMarked
package dev.waitany.bench.report;

import org.jspecify.annotations.NullMarked;
