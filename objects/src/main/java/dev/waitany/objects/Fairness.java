/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.objects;

/** Who gets what a signal gives, of the threads that wait for it and those that come later. */
public enum Fairness {
    /**
     * A signal makes the object free and wakes a waiter. A thread that comes meanwhile may take the
     * object first; the woken waiter then waits on, at its old place. Fastest for mutexes. The
     * default.
     */
    BARGING,
    /**
     * A signal gives the object to the longest waiter that can take it, within the call. What a
     * waiter gets, no other thread sees. There is one exception: while a waiter for all of several
     * objects is queued, its turn comes under the locks of all of them. The object looks free for a
     * moment before that, and another thread may take it. Contended mutexes are slow, because each
     * unlock gives the mutex to a sleeping thread.
     */
    HAND_OFF
}
