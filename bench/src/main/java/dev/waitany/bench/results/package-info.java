/* SPDX-License-Identifier: Apache-2.0 */

/**
 * The content of {@code results.json}: its records, its schema, and reading and writing it whole,
 * in part, and as CSV.
 *
 * <p>The file keeps every block, so that others can compute other statistics from it. This package
 * depends on {@code statistics} and {@code environment} only, and knows nothing of measuring.
 */
@NullMarked
package dev.waitany.bench.results;

import org.jspecify.annotations.NullMarked;
