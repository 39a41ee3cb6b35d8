/* SPDX-License-Identifier: Apache-2.0 */

/** What costs nanoseconds: the paths that do not block. */
@NullMarked
package dev.waitany.bench.jmh;

import org.jspecify.annotations.NullMarked;
