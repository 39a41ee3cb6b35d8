/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Waits on any of many futexes.
 *
 * <h2>Terms</h2>
 *
 * <dl>
 *   <dt>word
 *   <dd>a 32-bit futex word in native memory: {@link dev.waitany.FutexWord}
 *   <dt>expected value
 *   <dd>the value that a word must hold for a wait on it to block: {@link
 *       dev.waitany.WaitSet#expected(int)}
 *   <dt>waiter
 *   <dd>a thread, or an entry of a ring, that the kernel has queued on a word
 *   <dt>strategy
 *   <dd>one way to wait on many words: {@link dev.waitany.WaitAny#strategies()}
 *   <dt>surplus wake
 *   <dd>a wake that a wait consumed on a word other than the one it reports: {@link
 *       dev.waitany.Surplus}
 *   <dt>forward
 *   <dd>to wake another waiter of a word in place of the one that consumed the wake: {@link
 *       dev.waitany.WaitSet#forward}
 * </dl>
 *
 * <h2>The loop to write</h2>
 *
 * The waker changes a word and then wakes it. The waiter reads the word that the result names,
 * makes its value the expected one, acts, and waits again:
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
 * <p>A wake without a change ends a wait that is under way, and has no other effect. A change
 * without a wake ends no wait that is under way, but every wait that begins afterwards. So wakers
 * do both, the change first.
 *
 * <h2>Two rules for words that several threads wait for</h2>
 *
 * <ul>
 *   <li>A waiter that was woken by word <i>k</i> and acts on another word instead must wake another
 *       waiter of <i>k</i>: {@link dev.waitany.WaitSet#forward}.
 *   <li>One of the threads must not have the word in an {@link dev.waitany.ArmedSet}, unless wakers
 *       use {@link dev.waitany.FutexWord#wakeAll()}: an armed set consumes a wake when it comes,
 *       also while its owner is busy.
 * </ul>
 *
 * <h2>Memory effects</h2>
 *
 * What a thread did before it changed a word ({@link dev.waitany.FutexWord#set set}: release;
 * {@code getAndAdd}, {@code compareAndSet}: both) <i>happens-before</i> what another thread does
 * after it has read that value with {@link dev.waitany.FutexWord#get get} (acquire). A wait that
 * ends reads words in that way, but the value to rely on is the one that the waiter reads itself
 * afterwards. The wake orders nothing, and a result's index is a hint where to look.
 *
 * <h2>Null</h2>
 *
 * No method of this module accepts or returns null, unless a parameter or result is annotated
 * {@link org.jspecify.annotations.Nullable}. A null argument causes {@link NullPointerException};
 * the call has then no effect.
 *
 * <h2>Kernel sources</h2>
 *
 * Where Javadoc promises kernel behaviour, <i>Source</i> names the man page or the file in the
 * Linux tree (git.kernel.org).
 */
package dev.waitany;
