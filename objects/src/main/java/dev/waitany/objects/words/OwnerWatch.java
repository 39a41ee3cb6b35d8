/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.objects.words;

import dev.waitany.objects.engine.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Finds out that the owner of a mutex has ended, and makes the mutex abandoned. Thread-safe.
 *
 * <p>Nobody is told when a thread ends, so there are two ways:
 *
 * <ul>
 *   <li>A thread that finds a mutex of another owner looks whether that lives.
 *   <li>While a mutex has both an owner and a queued waiter, a virtual thread waits for the end of
 *       the owner. It is started by the waiter if the owner comes first; by the thread that takes
 *       the mutex, or gives it to a waiter, if others are queued.
 * </ul>
 *
 * Mutexes that nobody waits for cost nothing.
 */
final class OwnerWatch {
    /** Makes a mutex abandoned, if that number still owns it. */
    interface Abandon {
        void abandon(WordObject mutex, int owner);
    }

    private final Owners owners;
    private final WordHandles handles;
    private final Abandon abandon;

    OwnerWatch(Owners owners, WordHandles handles, Abandon abandon) {
        this.owners = owners;
        this.handles = handles;
        this.abandon = abandon;
    }

    /** Returns a mutex's owner by the number in its word; null if it is free or has ended. */
    @Nullable OwnerRecord owner(WordObject mutex, int number) {
        if (number == 0) {
            return null;
        }
        OwnerRecord hint = mutex.holder;
        if (hint != null && hint.number == number) {
            return hint.isAlive() ? hint : null;
        }
        return owners.find(number);
    }

    /** Makes a mutex abandoned if its owner has ended. Returns whether it had. */
    boolean refresh(WordObject mutex) {
        int number = ObjectWord.value(mutex.word());
        if (mutex.kind() != Kind.MUTEX || number == 0 || owner(mutex, number) != null) {
            return false;
        }
        abandon.abandon(mutex, number);
        return true;
    }

    /** Makes sure that the end of a mutex's owner will be noticed. */
    void watch(WordObject mutex) {
        int number = ObjectWord.value(mutex.word());
        if (number == 0) {
            return;
        }
        OwnerRecord record = owner(mutex, number);
        if (record == null) {
            abandon.abandon(mutex, number);
        } else if (!record.watched.get() && record.watched.compareAndSet(false, true)) {
            start(record);
        }
    }

    /** As {@link #watch}, if the object is a mutex for which others wait. */
    void watchIfQueued(WordObject object) {
        if (object.kind() == Kind.MUTEX && (object.word() & ObjectWord.QUEUED) != 0) {
            watch(object);
        }
    }

    private void start(OwnerRecord record) {
        try {
            Thread.ofVirtual()
                    .name("waitany-objects-owner-" + record.thread().getName())
                    .start(() -> join(record));
        } catch (OutOfMemoryError noMemory) {
            // What the caller has done is done. The next thread that waits or looks tries again.
            record.watched.set(false);
        }
    }

    /** Nobody knows this virtual thread, so it ends with the owner only. */
    private void join(OwnerRecord record) {
        boolean ended = false;
        while (!ended) {
            try {
                record.thread().join();
                ended = true;
            } catch (InterruptedException ignored) {
                ended = !record.isAlive();
            }
        }
        for (WordObject object : handles.all()) {
            if (object.kind() == Kind.MUTEX && ObjectWord.value(object.word()) == record.number) {
                abandon.abandon(object, record.number);
            }
        }
    }
}
