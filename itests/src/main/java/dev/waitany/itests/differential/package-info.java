/* SPDX-License-Identifier: Apache-2.0 */

/**
 * Plays the same generated scenario with different strategies and compares what can be observed:
 * {@link dev.waitany.itests.differential.Differential}.
 */
@org.jspecify.annotations.NullMarked
package dev.waitany.itests.differential;
