/* SPDX-License-Identifier: Apache-2.0 */

/**
 * Experiment files: which cells to measure, with which parameters and how long, in YAML. {@code
 * docs/reference/experiment.schema.json} is their schema.
 *
 * <p>This package depends on {@code measure} and {@code workload}; {@code cli} depends on it.
 */
@NullMarked
package dev.waitany.bench.experiment;

import org.jspecify.annotations.NullMarked;
