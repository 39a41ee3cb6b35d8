/* SPDX-License-Identifier: Apache-2.0 */

/**
 * Computes the statistics of results: intervals, what A/A pairs show, and verdicts on differences,
 * targets and runs. All of it follows from the blocks, so it is computed again when a file is read.
 *
 * <p>This package depends on {@code results}, {@code statistics} and {@code measure}.
 */
@NullMarked
package dev.waitany.bench.analysis;

import org.jspecify.annotations.NullMarked;
