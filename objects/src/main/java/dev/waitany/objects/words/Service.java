/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.objects.words;

import dev.waitany.objects.engine.Kind;
import dev.waitany.objects.engine.WaitCode;

/**
 * Gives what a signal has made free to the waiters of an object, in the order in which they came.
 * One for each signalling thread, used again.
 *
 * <p>Works in rounds. A round walks along the queue under the object's lock, and ends at a waiter
 * for all that may be served, or when no more threads can be remembered. Between two rounds no lock
 * is held: there the remembered threads are woken, and the waiter for all is served under the locks
 * of all its objects. Rounds go on behind the last waiter that was looked at. Waiters that came
 * after the signal are left out, because they have seen what the signal did.
 *
 * <p>There are two ways to serve a waiter for any:
 *
 * <ul>
 *   <li><b>claim</b>: ends its wait and takes the object for it
 *   <li><b>notify</b>: tells it to look. The object is free until it, or another thread, takes it.
 *       The object counts those that have been told and have not looked. As long as it is free and
 *       has waiters for any, this count is not 0: whoever looks in vain, or leaves the queue,
 *       passes the notification on.
 * </ul>
 */
final class Service {
    private final Waiter me;
    private final AllService alls = new AllService();

    // The present service.
    private Kind kind = Kind.AUTO_EVENT;
    private boolean claims;
    private long last; // ticket
    private long done; // ticket

    /** What waiters see. During a pulse the object looks set to them, and to nobody else. */
    private long word;

    private int owner; // of the mutex, if only its waits are served; or 0
    private boolean busy;

    Service(Waiter me) {
        this.me = me;
    }

    /**
     * Returns this, or another one if this thread is serving already: a mutex that it gives to an
     * owner that has ended is abandoned at once, which is another signal.
     */
    Service idle() {
        return busy ? new Service(me) : this;
    }

    /** Makes room for a waiter for all. Allocates; to be called without a lock. */
    void reserve(int objects) {
        alls.reserve(objects);
    }

    /** Returns whether there is room for a waiter for all of so many objects. */
    boolean hasRoom(int objects) {
        return alls.hasRoom(objects);
    }

    /**
     * Serves the waiters of an object whose lock is held, and releases the lock.
     *
     * @param next the word after the signal
     * @param pulsed whether the signal is a pulse: the word stays unset
     * @param handOff whether consuming waits are claimed rather than notified
     * @param watch is told of mutexes that were taken
     */
    void run(WordObject signalled, long next, boolean pulsed, boolean handOff, OwnerWatch watch) {
        claims = handOff || pulsed || signalled.kind().staysSet();
        owner = 0;
        serve(signalled, next, pulsed, watch);
        boolean _ = watch.watchIfQueued(signalled);
    }

    /**
     * Serves the waits of a mutex that its owner, who has just taken it, can end by taking it once
     * more. The lock is held, and is released.
     */
    void runForOwner(WordObject mutex, long seen, OwnerWatch watch) {
        claims = true;
        owner = ObjectWord.value(seen);
        serve(mutex, seen, false, watch);
    }

    private void serve(WordObject signalled, long next, boolean pulsed, OwnerWatch watch) {
        busy = true;
        kind = signalled.kind();
        last = signalled.tickets;
        done = 0;
        long stored = next;
        boolean more = true;
        while (more) {
            word = pulsed ? ObjectWord.set(stored) : stored;
            more = walk(signalled);
            signalled.unlock(pulsed ? stored : word);
            me.wakes.wake();
            boolean served = alls.serve(signalled, pulsed, watch);
            more &= !(served && pulsed && !kind.staysSet());
            if (more) {
                stored = signalled.lock();
            }
        }
        busy = false;
    }

    /** Walks along the queue. Returns whether another round has to go on. */
    private boolean walk(WordObject signalled) {
        Node next;
        for (Node node = signalled.head; node != null; node = next) {
            next = node.next;
            if (node.ticket > last) {
                return false;
            }
            if (node.ticket <= done || (owner != 0 && node.waiter.ownerNumber != owner)) {
                continue;
            }
            if (owner == 0 && isUsedUp(signalled)) {
                return false;
            }
            if (me.wakes.isFull()) {
                return true;
            }
            done = node.ticket;
            if (!node.waiter.forAll) {
                serve(signalled, node);
            } else if (AllService.mayTake(signalled, node.waiter)) {
                alls.remember(node.waiter);
                return true;
            }
        }
        return false;
    }

    /** Returns whether no further waiter can be served. */
    private boolean isUsedUp(WordObject signalled) {
        int available = ObjectWord.available(kind, word);
        return available == 0
                || (!claims && available <= signalled.notified && !signalled.hasAlls());
    }

    private void serve(WordObject signalled, Node node) {
        if (!claims) {
            if (ObjectWord.available(kind, word) > signalled.notified) {
                tell(signalled, node, me.wakes);
            }
            return;
        }
        Waiter waiter = node.waiter;
        int number = waiter.ownerNumber;
        int code = node.index | ((word & ObjectWord.ABANDONED) != 0 ? WaitCode.ABANDONED : 0);
        if (ObjectWord.isTakable(kind, word, number) && waiter.claim(code)) {
            word = ObjectWord.taken(kind, word, number);
            if (kind == Kind.MUTEX) {
                signalled.holder = waiter.owner;
            }
            signalled.remove(node);
            me.wakes.add(waiter);
        }
    }

    private static void tell(WordObject object, Node node, Wakes wakes) {
        if (!node.notified && node.waiter.notifyWait()) {
            node.notified = true;
            object.notified++;
            wakes.add(node.waiter);
        }
    }

    /**
     * Notifies waiters for any of an object that is free, as many as it can serve. Under its lock,
     * by a thread that leaves the queue.
     */
    static void passOn(WordObject object, long word, Wakes wakes) {
        int available = ObjectWord.available(object.kind(), word);
        for (Node node = object.head;
                node != null && available > object.notified && !wakes.isFull();
                node = node.next) {
            if (!node.waiter.forAll) {
                tell(object, node, wakes);
            }
        }
    }
}
