/* SPDX-License-Identifier: Apache-2.0 */

/**
 * What users ask for: the parameters of workloads with their ranges, and the exception for what
 * cannot be.
 *
 * <p>This package depends on no other one.
 */
@NullMarked
package dev.waitany.bench.argument;

import org.jspecify.annotations.NullMarked;
