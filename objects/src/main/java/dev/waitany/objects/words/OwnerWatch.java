/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.objects.words;

import dev.waitany.objects.engine.Kind;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
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
 * <p>Mutexes that nobody waits for cost nothing.
 */
final class OwnerWatch {
    private static final long RETRY = 50_000_000L; // ns

    /** Makes a mutex abandoned, if that number still owns it. */
    interface Abandon {
        void abandon(WordObject mutex, int owner);
    }

    private final Owners owners;
    private final WordHandles handles;
    private final Abandon abandon;
    private final Function<Runnable, Thread> starter;
    private final Set<Thread> watchers = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    OwnerWatch(
            Owners owners,
            WordHandles handles,
            Abandon abandon,
            Function<Runnable, Thread> starter) {
        this.owners = owners;
        this.handles = handles;
        this.abandon = abandon;
        this.starter = starter;
    }

    /** Returns what makes the virtual threads that wait for the ends of owners. */
    static Function<Runnable, Thread> virtualThreads() {
        return Thread.ofVirtual().name("waitany-objects-owner-", 0)::unstarted;
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
        int number = ObjectWord.value(mutex.unlockedWord());
        if (mutex.kind() != Kind.MUTEX || number == 0 || owner(mutex, number) != null) {
            return false;
        }
        abandon.abandon(mutex, number);
        return true;
    }

    /**
     * Makes sure that the end of a mutex's owner will be noticed, if others wait for the mutex.
     * Called after a take, so it does not throw: the caller must learn what it has taken.
     *
     * @return false if it failed because memory or stack ran out
     */
    boolean watchIfQueued(WordObject object) {
        if (object.kind() != Kind.MUTEX || (object.word() & ObjectWord.QUEUED) == 0) {
            return true;
        }
        try {
            watch(object);
            return true;
        } catch (VirtualMachineError | RejectedExecutionException failure) {
            return false; // waiters that find this try again
        }
    }

    private void watch(WordObject mutex) {
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

    private void start(OwnerRecord record) {
        Thread watcher = null;
        try {
            watcher = starter.apply(() -> join(record));
            watchers.add(watcher);
            watcher.start();
        } catch (Throwable refused) {
            record.watched.set(false); // the next that waits or looks tries again
            if (watcher != null) {
                watchers.remove(watcher);
            }
            throw refused;
        }
        if (closed) {
            watcher.interrupt();
        }
    }

    /** Ends with the owner, or when the engine is closed. */
    private void join(OwnerRecord record) {
        try {
            boolean ended = false;
            while (!closed && !ended) {
                ended = joined(record.thread());
            }
            while (!closed && !scanned(record.number)) {
                LockSupport.parkNanos(RETRY);
            }
        } finally {
            watchers.remove(Thread.currentThread());
        }
    }

    private static boolean joined(Thread thread) {
        try {
            thread.join();
            return true;
        } catch (InterruptedException over) {
            return false;
        }
    }

    /** Makes the mutexes of an owner that has ended abandoned. Returns false if that failed. */
    private boolean scanned(int number) {
        try {
            for (WordObject object : handles.all()) {
                if (object.kind() == Kind.MUTEX && ObjectWord.value(object.word()) == number) {
                    abandon.abandon(object, number);
                }
            }
            return true;
        } catch (VirtualMachineError failure) {
            return false;
        }
    }

    /** Ends all watchers. */
    void close() {
        closed = true;
        watchers.forEach(Thread::interrupt);
    }
}
