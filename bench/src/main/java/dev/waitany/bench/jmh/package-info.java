/* SPDX-License-Identifier: Apache-2.0 */

/**
 * Microbenchmarks of the paths that do not block, which take nanoseconds. Uses no other package.
 */
@NullMarked
package dev.waitany.bench.jmh;

import org.jspecify.annotations.NullMarked;
