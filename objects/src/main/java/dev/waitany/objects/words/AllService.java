/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.objects.words;

import dev.waitany.objects.engine.Kind;
import dev.waitany.objects.engine.WaitCode;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Serves a waiter for all on behalf of a signal: copies its objects under the lock of the signalled
 * one, and later locks them all in order. If the same wait is still under way and all can be taken,
 * it takes all. All locks are held then, so it is one instant. One for each signalling thread.
 */
final class AllService {
    private WordObject[] objects = new WordObject[0];
    private @Nullable Waiter candidate;
    private long claim;
    private int count;

    void reserve(int room) {
        if (objects.length < room) {
            objects = new WordObject[Math.max(room, 2 * objects.length)];
        }
    }

    boolean hasRoom(int room) {
        return objects.length >= room;
    }

    /**
     * Looks at a waiter's other objects without their locks. A locked one counts as free: of two
     * signals that together make all objects free, one at least then finds that.
     */
    static boolean mayTake(WordObject signalled, Waiter waiter) {
        for (int i = 0; i < waiter.count; i++) {
            WordObject other = waiter.sorted[i];
            long seen = other.word();
            if (other != signalled
                    && (seen & ObjectWord.LOCKED) == 0
                    && !ObjectWord.isTakable(other.kind(), seen, waiter.ownerNumber)) {
                return false;
            }
        }
        return true;
    }

    /**
     * Remembers a waiter, under the lock of one of its objects. Copies the objects, because the
     * wait may end and another one begin once that lock is gone.
     */
    void remember(Waiter waiter) {
        claim = waiter.presentWaiting(); // it may have ended, and still be queued
        count = waiter.count;
        System.arraycopy(waiter.sorted, 0, objects, 0, count);
        candidate = waiter;
    }

    /**
     * Serves the waiter that was remembered, if there is one. To be called without a lock.
     *
     * @param pulsed whether the signalled object counts as set, and is not changed
     * @param watch is told of mutexes that were taken. That may signal again, by this thread
     * @return whether the waiter got its objects
     */
    boolean serve(WordObject signalled, boolean pulsed, OwnerWatch watch) {
        Waiter waiter = candidate;
        if (waiter == null) {
            return false;
        }
        candidate = null;
        AllLocks.lock(objects, count);
        @Nullable WordObject asIs = pulsed ? signalled : null;
        boolean served = waiter.present() == claim && claimAll(waiter, asIs);
        // With its last node the waiter is free, and may begin another wait.
        OwnerRecord owner = waiter.owner;
        int number = waiter.ownerNumber;
        for (int i = count - 1; i >= 0; i--) {
            WordObject object = objects[i];
            long word = object.word();
            if (served) {
                object.remove(waiter.nodes[i]);
                word = object == asIs ? word : taken(object, word, owner, number);
            }
            object.unlock(word);
        }
        if (served && waiter.parked) {
            LockSupport.unpark(waiter.thread);
        }
        for (int i = 0; served && i < count; i++) {
            boolean _ = watch.watchIfQueued(objects[i]);
        }
        Arrays.fill(objects, 0, count, null);
        return served;
    }

    /** Ends the wait if all objects can be taken. All are locked, and the wait is the same. */
    private boolean claimAll(Waiter waiter, @Nullable WordObject asIs) {
        int code = 0;
        for (int i = 0; i < count; i++) {
            WordObject each = objects[i];
            long word = each.word();
            if (each != asIs && !ObjectWord.isTakable(each.kind(), word, waiter.ownerNumber)) {
                return false;
            }
            if ((word & ObjectWord.ABANDONED) != 0) {
                code = WaitCode.ABANDONED;
            }
        }
        return waiter.claim(claim, code);
    }

    /** Takes an object for an owner that is served. Returns the word after that. */
    private static long taken(
            WordObject object, long word, @Nullable OwnerRecord owner, int number) {
        if (object.kind() == Kind.MUTEX) {
            object.holder = owner;
        }
        return ObjectWord.taken(object.kind(), word, number);
    }
}
