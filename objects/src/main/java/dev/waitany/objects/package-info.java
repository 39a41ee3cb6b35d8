/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Objects that a runtime waits for: events, semaphores, mutexes, timers, and ends of threads.
 *
 * <p>A wait <i>takes</i> what it waited for: it unsets an auto-reset event, takes one from a
 * semaphore, locks a mutex. {@link dev.waitany.objects.ObjectDomain#waitAny waitAny} takes one
 * object, {@link dev.waitany.objects.ObjectDomain#waitAll waitAll} takes all at one instant or
 * none.
 *
 * <h2>The loop to write</h2>
 *
 * {@snippet :
 * try (ObjectDomain domain = ObjectDomain.open()) {
 *     AutoResetEvent work = domain.autoResetEvent(false);
 *     ManualResetEvent shutdown = domain.manualResetEvent(false);
 *     WaitList list = domain.list(shutdown, work);
 *     while (domain.waitAny(list, Deadline.never()).index() == 1) {
 *         handleOne(); // the event is unset: the wait took it
 *     }
 * }
 * }
 *
 * <h2>The lowest index</h2>
 *
 * "Index i" means: object i was taken, and each object before it could not be taken at some moment
 * between the call and the taking of i. If several objects can be taken when the call begins, and
 * no other thread uses them, the lowest index is reported.
 *
 * <h2>Memory effects</h2>
 *
 * What a thread did before a signal (set, release, unlock, pulse) <i>happens-before</i> what a
 * thread does after a wait that took what the signal gave. A signal of an event that is set already
 * counts too. What was done before {@link dev.waitany.objects.ObjectDomain#queueCallback
 * queueCallback} happens-before the callback.
 *
 * <h2>Threads</h2>
 *
 * All types are thread-safe, except {@link dev.waitany.objects.WaitList}. Platform and virtual
 * threads may use them alike. A wait of a virtual thread parks that thread only.
 *
 * <h2>Null</h2>
 *
 * No method accepts or returns null, unless a parameter or result is annotated {@link
 * org.jspecify.annotations.Nullable}. A null argument causes {@link NullPointerException}, and a
 * null in a list {@link dev.waitany.objects.WaitListException}; the call has then no effect.
 */
@NullMarked
package dev.waitany.objects;

import org.jspecify.annotations.NullMarked;
