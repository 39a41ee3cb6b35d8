/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Looks at the words of a wait for a while before the wait blocks, and decides whether that can
 * pay: from how the last looks ended, and from the CPUs that the process may use. Not exported.
 */
@NullMarked
package dev.waitany.spinning;

import org.jspecify.annotations.NullMarked;
