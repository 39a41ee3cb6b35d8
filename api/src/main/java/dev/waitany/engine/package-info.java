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
 *   <li>For an armed set, the thread that armed it blocks, or is parked if it is virtual: {@link
 *       dev.waitany.engine.ArmedCalls}.
 * </ul>
 *
 * <p>A call on an armed set passes through these classes:
 *
 * <ul>
 *   <li>{@link dev.waitany.ArmedSet}, the user's object, checks that the caller owns the set.
 *   <li>{@link dev.waitany.engine.ArmedCalls} makes the call on the strategy's arming.
 *   <li>{@link dev.waitany.engine.ArmedLife} settles which thread disarms the words at the end.
 * </ul>
 *
 * <p>All of them turn a strategy's outcome into a result with {@link
 * dev.waitany.engine.OutcomeMapper} or in the same way, so they behave alike.
 */
package dev.waitany.engine;
