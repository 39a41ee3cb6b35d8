/* SPDX-License-Identifier: Apache-2.0 */

/**
 * Other ways to wait for any of several sources, which {@code ping-pong} measures next to the
 * strategies: what programs use today, and the bound of what is possible.
 *
 * <p>This package depends on {@code session} and {@code measure} only.
 */
@NullMarked
package dev.waitany.bench.workload.peer;

import org.jspecify.annotations.NullMarked;
