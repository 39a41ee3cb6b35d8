/* SPDX-License-Identifier: Apache-2.0 */

/**
 * Waiting on any of many futexes.
 *
 * <h2>Terms</h2>
 *
 * <dl>
 *   <dt>word
 *   <dd>a 32-bit futex word in native memory: {@link dev.waitany.FutexWord}
 *   <dt>expected value
 *   <dd>what a word must hold for a wait on it to block: {@link dev.waitany.WaitSet#expected(int)}
 *   <dt>strategy
 *   <dd>one way to wait on many words: {@link dev.waitany.WaitAny#strategies()}
 *   <dt>surplus wake
 *   <dd>a wake that a wait consumed on a word other than the one it reports: {@link
 *       dev.waitany.Surplus}
 * </dl>
 *
 * <h2>The loop to write</h2>
 *
 * The waker changes a word and then wakes it; the waiter looks at what changed, takes the present
 * value as the one it expects from now on, and waits again:
 *
 * {@snippet :
 * WaitSet set = WaitSet.of(requests, shutdown);
 * while (true) {
 *     WaitResult result = waitAny.await(set, Deadline.never());
 *     int seen = set.word(result.index()).get(); // acquire: all that the waker wrote before is visible
 *     set.expect(result.index(), seen);
 *     handle(result.index(), seen);
 * }
 * }
 *
 * A wake without a change ends a wait that is under way and is seen by nobody otherwise. A change
 * without a wake ends no wait that is under way, and every wait that begins afterwards. So do both,
 * the change first.
 *
 * <h2>Memory effects</h2>
 *
 * What a thread did before it changed a word ({@link dev.waitany.FutexWord#set set}: release;
 * {@code getAndAdd}, {@code compareAndSet}: both) <i>happens-before</i> what another thread does
 * after it has read that value with {@link dev.waitany.FutexWord#get get} (acquire). A wait that
 * ends reads words in that way, but the value to rely on is the one that the waiter then reads
 * itself. The wake itself orders nothing, and a result's index is a hint where to look.
 */
package dev.waitany;
