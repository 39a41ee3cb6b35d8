/* SPDX-License-Identifier: Apache-2.0 */

/** The commands of {@code ./waitany}, one class each. Depends on all other packages. */
@NullMarked
package dev.waitany.bench.cli;

import org.jspecify.annotations.NullMarked;
