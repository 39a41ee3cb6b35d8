/* SPDX-License-Identifier: Apache-2.0 */

/**
 * The soak: runs every strategy in every form at once, disturbs the waits, and counts each wake on
 * both sides.
 *
 * <p>The work is divided into lanes, each with its own words and its own way to find a lost wake:
 *
 * <ul>
 *   <li>{@link ArmedLane}: armed sets of many words. The words never change. What the kernel
 *       counted for a word equals what the owners took.
 *   <li>{@link FutureLane}: futures on one word each. A future is done soon after its wake.
 *   <li>{@link TokenLane}: all strategies and forms on the same words. Each wake carries a token. A
 *       round ends when every token is taken.
 *   <li>{@link MomentLane}: one call, disturbed at a random moment. A second waiter of the word,
 *       which uses no WaitAny, gets each wake that the call has not reported.
 * </ul>
 *
 * <p>A lane reports a {@link Finding}, and the soak ends at the first one. At the end, {@link
 * Holdings} compares what the process holds with what it held before.
 */
@NullMarked
package dev.waitany.bench.soak;

import org.jspecify.annotations.NullMarked;
