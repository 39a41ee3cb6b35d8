/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.objects.words;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * What the engine keeps for threads. Thread-safe.
 *
 * <p>A waiter refers to nothing that leads to the engine while it does not wait. Otherwise a thread
 * that lives on would keep each engine that it has used.
 */
@SuppressWarnings("ThreadLocalUsage") // the values belong to one engine
final class Threads {
    private final Owners owners;
    private final AtomicInteger largestAll = new AtomicInteger();
    private final ThreadLocal<Waiter> waiters = new ThreadLocal<>();

    Threads(Owners owners) {
        this.owners = owners;
    }

    /** Returns the calling thread's waiter. */
    Waiter waiter() {
        Waiter present = waiters.get();
        if (present == null) {
            present = new Waiter();
            waiters.set(present);
        }
        return present;
    }

    /** Returns the calling thread as an owner of mutexes. */
    OwnerRecord owner() {
        return waiter().ownRecord(owners);
    }

    /** Returns the largest number of objects of any wait for all so far. */
    int largestAll() {
        return largestAll.get();
    }

    /** Notes a wait for all, before it is queued. */
    void noteAll(int objects) {
        if (objects > largestAll.get()) {
            largestAll.accumulateAndGet(objects, Math::max);
        }
    }
}
