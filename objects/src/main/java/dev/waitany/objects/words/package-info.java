/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The engine <i>words</i>, for objects of one JVM: the state of an object is one 64-bit word, and
 * threads that wait are queued in user space. Each waiting thread has one claim, on which it
 * blocks.
 *
 * <h2>Locks</h2>
 *
 * A bit of an object's word guards its queue. It is held for tens of nanoseconds. Under it nothing
 * is allocated, no thread is woken, no user's code runs, and the stack has been checked for room
 * ({@link dev.waitany.linux.StackRoom}): an error there would leave the bit set for ever. Several
 * are held only by waits for all and by signals that serve one, which take them in the order of the
 * objects' numbers. So there is no deadlock.
 *
 * <h2>Claims</h2>
 *
 * A wait ends by one compare-and-set of its waiter's claim, whoever ends it: a signal, the waiter,
 * an alert, a close. The loser has nothing to undo, because an object changes only under its lock
 * and after the claim succeeded. The exception are takes that no waiter is involved in: those are
 * one compare-and-set of the word.
 */
@NullMarked
package dev.waitany.objects.words;

import org.jspecify.annotations.NullMarked;
