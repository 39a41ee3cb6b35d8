/* SPDX-License-Identifier: Apache-2.0 */

/**
 * The statistics behind every claim: medians with bootstrap intervals, ratios of paired blocks, the
 * resolution of a run, and when a series is steady.
 *
 * <p>Medians, quantiles, rank tests and random numbers come from Apache Commons. This package adds
 * the resampling of blocks within forks. It depends on no other package of this module.
 */
@NullMarked
package dev.waitany.bench.statistics;

import org.jspecify.annotations.NullMarked;
