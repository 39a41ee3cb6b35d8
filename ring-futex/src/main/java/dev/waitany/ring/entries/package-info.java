/* SPDX-License-Identifier: Apache-2.0 */

/**
 * How the words of one wait become entries of a ring, and what the entries' completions mean. The
 * strategies and the pollers share it.
 */
@NullMarked
package dev.waitany.ring.entries;

import org.jspecify.annotations.NullMarked;
