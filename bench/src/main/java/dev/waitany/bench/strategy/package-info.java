/* SPDX-License-Identifier: Apache-2.0 */

/** The strategies under the names that a comparison gives them. */
@org.jspecify.annotations.NullMarked
package dev.waitany.bench.strategy;
