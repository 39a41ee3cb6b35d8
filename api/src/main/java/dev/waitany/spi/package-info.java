/* SPDX-License-Identifier: Apache-2.0 */

/**
 * What a strategy provides: the blocking of one platform thread on the words of a set, and nothing
 * else.
 *
 * <p>Checking arguments, changed words, interrupts, closing, virtual threads, futures and the
 * treatment of surplus wakes are the same for all, and are done by {@link dev.waitany.WaitAny}
 * around it. A provider is found as a service and proven with the contract suite of {@code
 * waitany-tck}.
 */
package dev.waitany.spi;
