/* SPDX-License-Identifier: Apache-2.0 */

/**
 * The figures of {@code docs/studies}, drawn from the data that is committed with them.
 *
 * <p>This package depends on {@code chart} and {@code statistics}; {@code cli} depends on it.
 */
@NullMarked
package dev.waitany.bench.study;

import org.jspecify.annotations.NullMarked;
