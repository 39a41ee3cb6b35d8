/* SPDX-License-Identifier: Apache-2.0 */

/**
 * Published sentences with figures, the commands that measure them again, and whether a repeated
 * measurement agrees.
 *
 * <p>{@code docs/claims.yaml} lists them; {@code docs/reference/claims.schema.json} is its schema.
 * This package depends on {@code analysis}, {@code results}, {@code statistics}, {@code yaml} and
 * {@code argument}; {@code cli} depends on it.
 */
@NullMarked
package dev.waitany.bench.claim;

import org.jspecify.annotations.NullMarked;
