/* SPDX-License-Identifier: Apache-2.0 */
/**
 * What a strategy provides: the blocking of one platform thread on the words of a set.
 *
 * <p>{@link dev.waitany.WaitAny} does everything else in the same way for all strategies: it checks
 * arguments, finds changed words before a wait, handles interrupts and closing, serves virtual
 * threads and futures, and forwards surplus wakes. A strategy is found as a service ({@link
 * java.util.ServiceLoader}) and proven with the contract suite of {@code waitany-tck}. This package
 * and {@code dev.waitany} contain all that an author needs.
 *
 * <h2>Life of a strategy, a backend and a waiter</h2>
 *
 * <ol>
 *   <li>A {@link dev.waitany.spi.Strategy} is a stateless service. {@code WaitAny.open()} probes
 *       the strategies in the order of their ranks, and opens the first that works.
 *   <li>A {@link dev.waitany.spi.Backend} is a strategy at work for one {@code WaitAny}. It is
 *       closed with it, last.
 *   <li>A {@link dev.waitany.spi.Waiter} belongs to one platform thread of one {@code WaitAny}. It
 *       is made when the thread first blocks. It is closed by {@code WaitAny.close()}, or after its
 *       thread has ended.
 *   <li>Optionally, an {@link dev.waitany.spi.Arming} keeps one set armed between calls, and {@link
 *       dev.waitany.spi.PendingWaits} keeps waits pending without a thread for each. Without them,
 *       {@code WaitAny} uses waiters for armed sets, futures and virtual threads too.
 * </ol>
 *
 * <p>The least that is a strategy: {@code Strategy}, {@code Backend} and {@code Waiter}.
 *
 * <h2>Who calls what on which thread</h2>
 *
 * <table>
 *   <caption>Callers and threads</caption>
 *   <tr><th>call</th><th>thread</th><th>when</th></tr>
 *   <tr><td>{@code Strategy}: all methods</td><td>any, several at once</td><td>in {@code
 *       WaitAny.open} and {@code strategies()}</td></tr>
 *   <tr><td>{@code Backend.capabilities}, {@code maxSurplusPerWord}, {@code pendingWaits}</td><td>the
 *       one that opens the {@code WaitAny}; {@code capabilities} also any that arms</td><td>once, when
 *       opened; {@code capabilities} also later</td></tr>
 *   <tr><td>{@code Backend.newWaiter}</td><td>the platform thread that will wait, several at
 *       once</td><td>at its first wait</td></tr>
 *   <tr><td>{@code Waiter.await}</td><td>the thread that made the waiter</td><td>one call at a
 *       time</td></tr>
 *   <tr><td>{@code Waiter.alert}, {@code Arming.alert}</td><td>any, several at once</td><td>at any
 *       time, also after {@code close}</td></tr>
 *   <tr><td>{@code Waiter.close}</td><td>any</td><td>once; not during {@code await}, and no {@code
 *       await} comes</td></tr>
 *   <tr><td>{@code Backend.arm}</td><td>the platform thread that will own the arming</td><td>for each
 *       armed set</td></tr>
 *   <tr><td>{@code Arming}: await, poll, rearm, added, disarm, isArmed, close</td><td>its
 *       owner</td><td>one call at a time</td></tr>
 *   <tr><td>{@code Arming.abandon}</td><td>any but the owner</td><td>while the owner makes no call;
 *       instead of {@code close}</td></tr>
 *   <tr><td>{@code PendingWaits.begin}, {@code Pending.cancel}</td><td>any, also virtual
 *       ones</td><td>until closed; {@code cancel} at any time</td></tr>
 *   <tr><td>{@code Ending.ended}, {@code failed}</td><td>a thread of the strategy</td><td>when a wait
 *       has ended</td></tr>
 *   <tr><td>{@code PendingWaits.close}, {@code Backend.close}</td><td>the one that closes the {@code
 *       WaitAny}</td><td>in this order, after all waiters and armings were closed</td></tr>
 * </table>
 *
 * <p>Virtual threads never call {@code newWaiter}, {@code Waiter.await} or {@code Backend.arm}: a
 * platform thread of the {@code WaitAny} does it for them. They do call {@code PendingWaits.arm},
 * and make the calls on its arming themselves.
 *
 * <h2>What a wait must do</h2>
 *
 * <ul>
 *   <li><b>Queue on the word itself.</b> For each word there is a waiter in the kernel's futex
 *       queue of that word's address, private or shared as {@link dev.waitany.FutexWord#sharing()}
 *       says, with the set's bitset. Wakers in other languages and processes count on it. The
 *       contract suite asks the kernel whether a waiter is queued (FUTEX_CMP_REQUEUE with nothing
 *       to move), and waits until it is. So a strategy that polls the words' values, or that waits
 *       on another word and expects wakers to know it, does not pass. Source: man 2 futex,
 *       kernel/futex/.
 *   <li><b>Compare when queueing.</b> A word that does not hold its expected value when it is
 *       queued ends the wait, or a change between the user's look and the queueing is missed.
 *   <li><b>Leave no waiter behind.</b> When {@code await} returns, the kernel holds none of the
 *       words for it. A wake that the kernel counted for the wait is in the outcome or in {@link
 *       dev.waitany.spi.SurplusWakes}. Otherwise it is lost.
 *   <li><b>Hold the arenas</b> of the words open while the kernel holds the words: see {@link
 *       dev.waitany.spi.SetArenas}. Closing one must throw in the closing thread.
 *   <li><b>End on an alert</b>: see below.
 * </ul>
 *
 * <h2>Alerts</h2>
 *
 * An alert ends the call in which a waiter's owner is blocked. It carries no reason: {@code
 * WaitAny} notes the reason before it alerts (interrupt, close, cancel). After an alert it looks
 * for a reason, and waits again if there is none. What must happen depends on when the alert comes:
 *
 * <table>
 *   <caption>What an alert does</caption>
 *   <tr><th>the alert comes</th><th>what must happen</th></tr>
 *   <tr><td>before {@code await}, or in it but before the blocking system call</td><td>that call or
 *       the next one returns {@code ALERTED} (or what it found) without blocking for long; an alert
 *       that is lost here would hang an interrupt or a close</td></tr>
 *   <tr><td>during the blocking system call</td><td>{@code await} returns soon: {@code ALERTED}, or
 *       the wake or change that came first</td></tr>
 *   <tr><td>after the system call, before {@code await} returns</td><td>it is consumed with that
 *       {@code await}, or ends the next one; both are allowed</td></tr>
 *   <tr><td>after {@code close}, also after the owner has ended</td><td>nothing: no freed memory is
 *       touched, and no thread gets a signal, not even one that has got the owner's id</td></tr>
 * </table>
 *
 * {@link dev.waitany.spi.CallAlert} does all of this for calls that a signal ends.
 *
 * <h2>What methods may throw</h2>
 *
 * No method throws a checked exception, none reads or clears an interrupt status that it did not
 * set, and none throws because a thread is interrupted.
 *
 * <table>
 *   <caption>Exceptions</caption>
 *   <tr><th>method</th><th>may throw</th><th>what becomes of it</th></tr>
 *   <tr><td>{@code name}, {@code rank}, {@code probe}, {@code capabilities}, {@code alert}, {@code
 *       cancel}, {@code isArmed}</td><td>nothing</td><td></td></tr>
 *   <tr><td>{@code Strategy.open}, {@code Backend.pendingWaits}</td><td>{@code
 *       IllegalStateException} if the kernel refuses; {@code IllegalArgumentException} for a bad
 *       system property</td><td>{@code WaitAny.open} throws it</td></tr>
 *   <tr><td>{@code newWaiter}, {@code arm}, {@code begin}</td><td>{@code IllegalStateException} if the
 *       kernel refuses (memory, descriptors, threads) or this is closed; {@code
 *       IllegalArgumentException} for a set it cannot take</td><td>the user's call throws it (or {@code
 *       WaitAnyClosedException} if it is closed); with a future of a blocking thread, the future
 *       gets it</td></tr>
 *   <tr><td>{@code Waiter.await}, and {@code await}, {@code poll}, {@code disarm} of {@code
 *       Arming}</td><td>{@code IllegalStateException} if the kernel refuses or a word's arena is
 *       closed; the message names the system call and the error</td><td>the user's call throws it;
 *       wakes in {@code SurplusWakes} are forwarded, or delivered by the armed set's next call. Any
 *       other wake that was consumed is lost. This holds for any {@code Throwable}, so a strategy
 *       adds the wakes before anything else can throw. Adding allocates nothing, because {@code
 *       WaitAny} has made room for all words before the call</td></tr>
 *   <tr><td>{@code close}, {@code abandon}</td><td>nothing that is avoidable: an exception keeps
 *       {@code WaitAny.close()} from freeing the rest</td><td>{@code WaitAny.close} throws
 *       it</td></tr>
 *   <tr><td>{@code Ending.ended}, {@code failed}</td><td>nothing</td><td></td></tr>
 * </table>
 *
 * <h2>Testing a strategy</h2>
 *
 * A test opens the strategy by name, or a backend that is not registered, with {@link
 * dev.waitany.spi.StrategyAccess#open}. The contract suite takes either.
 */
package dev.waitany.spi;
