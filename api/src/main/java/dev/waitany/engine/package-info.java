/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The engine that all strategies share: everything between a user's call and the blocking of one
 * thread. Not exported.
 *
 * <p>{@link dev.waitany.engine.Engine} is the entry. It offers four ways to wait:
 *
 * <ul>
 *   <li>A platform thread that waits blocks itself: {@link dev.waitany.engine.BlockingWait}.
 *   <li>For a virtual thread or a future, the wait is pending with a poller of the strategy, and no
 *       thread blocks: {@link dev.waitany.engine.PolledWaits}.
 *   <li>If the strategy has no pollers, a platform thread blocks for each such wait: {@link
 *       dev.waitany.engine.BlockingThreads}.
 *   <li>For an armed set, the thread that armed it blocks, or a host if that is virtual: {@link
 *       dev.waitany.engine.ArmedWait}.
 * </ul>
 *
 * <p>All of them turn a strategy's outcome into a result with {@link
 * dev.waitany.engine.OutcomeMapper} or in the same way, so they behave alike.
 */
package dev.waitany.engine;
