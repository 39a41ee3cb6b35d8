/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.objects.words;

import java.lang.ref.WeakReference;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The owners of a domain by their numbers. Thread-safe.
 *
 * <p>The record of a live thread is kept by the thread itself, so a number that is not here belongs
 * to a thread that has ended. Entries of such threads are removed now and then. A number is given
 * again only after 2<sup>32</sup> others.
 */
final class Owners {
    private static final int LEAST = 64;

    private final ConcurrentHashMap<Integer, WeakReference<OwnerRecord>> records =
            new ConcurrentHashMap<>();
    private final AtomicInteger last = new AtomicInteger();
    private volatile int sweepAt = LEAST;

    /** Makes the record of a thread that has none. */
    OwnerRecord register(Thread thread) {
        sweep();
        while (true) {
            int number = last.incrementAndGet();
            if (number != 0) {
                OwnerRecord record = new OwnerRecord(number, thread);
                if (records.putIfAbsent(number, new WeakReference<>(record)) == null) {
                    return record;
                }
            }
        }
    }

    /** Returns the record of a number; null if its thread has ended. */
    @Nullable OwnerRecord find(int number) {
        WeakReference<OwnerRecord> reference = records.get(number);
        OwnerRecord record = reference == null ? null : reference.get();
        return record == null || !record.isAlive() ? null : record;
    }

    private void sweep() {
        if (records.size() > sweepAt) {
            records.values().removeIf(Owners::isOver);
            sweepAt = Math.max(LEAST, 2 * records.size());
        }
    }

    private static boolean isOver(WeakReference<OwnerRecord> reference) {
        OwnerRecord record = reference.get();
        return record == null || !record.isAlive();
    }
}
