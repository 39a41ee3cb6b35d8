/* SPDX-License-Identifier: Apache-2.0 */

/**
 * The comparison of strategies, and the command line. A workload is a class; a command is a class.
 */
@NullMarked
package dev.waitany.bench;

import org.jspecify.annotations.NullMarked;
