/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The engine that all strategies share: everything between a user's call and the blocking of one
 * thread. Not exported.
 *
 * <p>{@link dev.waitany.engine.Engine} is the entry. It offers four ways to wait:
 *
 * <table>
 *   <caption>Who blocks in each kind of wait</caption>
 *   <tr><th>the caller</th><th>class</th><th>what blocks</th></tr>
 *   <tr><td>platform thread</td><td>{@link dev.waitany.engine.BlockingWait}</td><td>the
 *       caller</td></tr>
 *   <tr><td>virtual thread, future; the strategy has pollers</td><td>{@link
 *       dev.waitany.engine.PolledWaits}</td><td>no thread: the wait is pending with a
 *       poller</td></tr>
 *   <tr><td>virtual thread, future; it has none</td><td>{@link
 *       dev.waitany.engine.BlockingThreads}</td><td>a platform thread for each wait</td></tr>
 *   <tr><td>armed set</td><td>{@link dev.waitany.engine.ArmedWait}</td><td>the thread that armed
 *       it, or a host for a virtual one</td></tr>
 * </table>
 *
 * <p>All of them turn a strategy's outcome into a result with {@link
 * dev.waitany.engine.OutcomeMapper} or in the same way, so they behave alike.
 */
package dev.waitany.engine;
