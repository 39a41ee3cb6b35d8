/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.objects.words;

import dev.waitany.objects.engine.EngineObject;
import dev.waitany.objects.engine.Kind;
import dev.waitany.objects.engine.WaitCode;

/** The queues in which a wait for any is. One for each waiter; used by its owner. */
final class Queueing {
    private final Waiter waiter;
    private int joined;

    Queueing(Waiter waiter) {
        this.waiter = waiter;
    }

    /**
     * Queues the waiter at objects in order, up to the first that is free, which it takes.
     *
     * @return whether it is queued at all objects, and nobody has ended the wait
     */
    boolean join(EngineObject[] objects, int count) {
        joined = 0;
        while (joined < count) {
            if (!join((WordObject) objects[joined], joined)) {
                return false;
            }
            joined++;
            if (!waiter.isOpen()) {
                return false;
            }
        }
        return true;
    }

    private boolean join(WordObject object, int index) {
        long seen = object.lock();
        int code = codeOf(object, seen, index);
        if (code == Waiter.WAITING) {
            object.add(waiter.nodes[index], index);
            object.unlock(seen);
            return true;
        }
        end(object, seen, code);
        return false;
    }

    /** Returns how the wait would end at an object, or WAITING if it would not. */
    private int codeOf(WordObject object, long seen, int index) {
        Kind kind = object.kind();
        if ((seen & ObjectWord.CLOSED) != 0) {
            return WaitCode.closed(index);
        }
        if (ObjectWord.isTakable(kind, seen, waiter.ownerNumber)) {
            return (seen & ObjectWord.ABANDONED) != 0 ? index | WaitCode.ABANDONED : index;
        }
        return ObjectWord.isTooDeep(kind, seen, waiter.ownerNumber)
                ? WaitCode.tooDeep(index)
                : Waiter.WAITING;
    }

    /** Ends the wait at an object, unless somebody else has ended it; takes it; unlocks it. */
    private void end(WordObject object, long seen, int code) {
        long next = seen;
        if (waiter.claim(code) && code >= 0) {
            next = ObjectWord.taken(object.kind(), seen, waiter.ownerNumber);
            if (object.kind() == Kind.MUTEX) {
                object.holder = waiter.owner;
            }
        }
        object.unlock(next);
    }

    /**
     * Makes sure that the ends of the owners of all mutexes will be noticed.
     *
     * @return false if that failed for one
     */
    boolean watchOwners(OwnerWatch watch) {
        boolean watched = true;
        for (int i = 0; i < joined; i++) {
            WordObject object = waiter.nodes[i].object;
            if (object != null) {
                watched &= watch.watchIfQueued(object);
            }
        }
        return watched;
    }

    /**
     * Looks at all objects after a notification, and takes the first that is free. The claim is
     * WAITING again before the first look, so a signal that comes after a look notifies once more.
     */
    void look() {
        for (int i = 0; i < joined && waiter.isOpen(); i++) {
            Node node = waiter.nodes[i];
            WordObject object = node.object;
            if (object != null && mayBeFree(object)) {
                look(object, node);
            }
        }
    }

    /** A locked object may have been signalled before the claim went back to WAITING. */
    private boolean mayBeFree(WordObject object) {
        long seen = object.word();
        return (seen & (ObjectWord.LOCKED | ObjectWord.NOTIFIED)) != 0
                || ObjectWord.isTakable(object.kind(), seen, waiter.ownerNumber);
    }

    private void look(WordObject object, Node node) {
        long seen = object.lock();
        if (!node.queued) { // closed, or given to this waiter
            object.unlock(seen);
            return;
        }
        int code = codeOf(object, seen, node.index);
        if (code == Waiter.WAITING) {
            if (node.notified) {
                node.notified = false;
                object.notified--;
            }
            object.unlock(seen);
        } else {
            end(object, seen, code);
        }
    }

    /** Leaves all queues. Passes notifications on that this waiter has not used. */
    void leave() {
        for (int i = 0; i < joined; i++) {
            Node node = waiter.nodes[i];
            WordObject object = node.object;
            if (object != null && node.queued) {
                leave(object, node);
            }
            node.object = null; // a thread must not keep an object alive
        }
        joined = 0;
    }

    private void leave(WordObject object, Node node) {
        long seen = object.lock();
        if (node.queued) {
            boolean told = node.notified;
            object.remove(node);
            if (told) {
                Service.passOn(object, seen, waiter.wakes);
            }
        }
        object.unlock(seen);
        waiter.wakes.wake();
    }
}
