/* SPDX-License-Identifier: Apache-2.0 */

/**
 * The soak: runs every strategy in every form at once, disturbs the waits, and counts each wake on
 * both sides.
 *
 * <p>The work is divided into lanes, each with its own words and its own way to find a lost wake:
 *
 * <table>
 * <caption>The lanes of a soak</caption>
 * <tr><th>lane</th><th>its waits</th><th>how it finds a lost wake</th></tr>
 * <tr><td>{@link ArmedLane}</td><td>armed sets, many words</td>
 *     <td>the words never change; per word, what the kernel counted equals what owners took</td></tr>
 * <tr><td>{@link FutureLane}</td><td>futures on one word each</td>
 *     <td>a future whose wake the kernel counted is done</td></tr>
 * <tr><td>{@link TokenLane}</td><td>all strategies and forms on the same words</td>
 *     <td>each wake carries a token; the round ends when every token is taken</td></tr>
 * <tr><td>{@link MomentLane}</td><td>one call, disturbed at a random moment</td>
 *     <td>a second waiter of the word, which uses no WaitAny, gets what the call did not</td></tr>
 * </table>
 *
 * <p>A lane reports a {@link Finding}, and the soak ends at the first one. At the end, {@link
 * Holdings} compares what the process holds with what it held before.
 */
@NullMarked
package dev.waitany.bench.soak;

import org.jspecify.annotations.NullMarked;
