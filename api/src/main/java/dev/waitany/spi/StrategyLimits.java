/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.spi;

/**
 * What a strategy can do on every machine, for messages that name the strategies to use instead of
 * one that has reached a limit. Known without a system call.
 *
 * @param maxWords the largest number of words of one set, as in {@link
 *     dev.waitany.Capabilities#maxWords()}
 * @param threadPerWait whether each future, and each virtual thread that waits, needs a platform
 *     thread: true unless the backend offers {@link Backend#pendingWaits()}
 */
public record StrategyLimits(int maxWords, boolean threadPerWait) {}
