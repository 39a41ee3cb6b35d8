/* SPDX-License-Identifier: Apache-2.0 */

/**
 * Random moments: one blocking call, disturbed within 60 µs of its start or end, and a second
 * waiter of the same word, which must get each wake that the call has not reported.
 *
 * <p>{@link MomentCase} is a combination of a strategy, a {@link BlockingCall}, a {@link
 * Disturbance} and a kind of thread. {@link MomentRounds} plays its rounds. The soak and the tests
 * use the same rounds.
 */
@NullMarked
package dev.waitany.bench.soak.moment;

import org.jspecify.annotations.NullMarked;
