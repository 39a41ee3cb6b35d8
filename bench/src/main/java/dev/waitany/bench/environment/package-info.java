/* SPDX-License-Identifier: Apache-2.0 */

/**
 * What figures depend on besides the program: the machine, its kernel and settings, the sandbox,
 * the build, and the load during the run.
 *
 * <p>Everything is read from files, or asked of programs that may be missing. A fact that cannot be
 * found out is {@code unknown}, and never a failure. This package depends on no other package of
 * this module.
 */
@NullMarked
package dev.waitany.bench.environment;

import org.jspecify.annotations.NullMarked;
