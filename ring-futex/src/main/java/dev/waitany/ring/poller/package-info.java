/* SPDX-License-Identifier: Apache-2.0 */

/**
 * Pending waits: a few threads, the pollers, keep the waits of many futures and virtual threads on
 * their rings.
 *
 * <p>A {@code PollerGroup} has the pollers of one backend. Other threads put waits into a poller's
 * {@code Inbox} and ring its {@code Doorbell}. The poller's thread runs the {@code PollLoop}, which
 * spreads the waits over {@code PollerRings}.
 */
@NullMarked
package dev.waitany.ring.poller;

import org.jspecify.annotations.NullMarked;
