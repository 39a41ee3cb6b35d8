/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Decides whether looking at the words of a wait for a while, before the wait blocks, can pay: from
 * how the last looks ended, and from the CPUs that the process may use. Knows nothing of words and
 * waits. Not exported.
 */
@NullMarked
package dev.waitany.spinning;

import org.jspecify.annotations.NullMarked;
