/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.workload;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Waits with one {@link Condition} per waiter; its sources are flags under the same lock. */
final class AnyOfFlags implements AnyOf {
    private static final class Flags {
        final ReentrantLock lock = new ReentrantLock();
        final Condition changed = lock.newCondition();
        int set; // guarded by lock, one bit per source
    }

    private final Flags[] ofWaiter;

    AnyOfFlags(int waiters) {
        ofWaiter = new Flags[waiters];
        for (int i = 0; i < waiters; i++) {
            ofWaiter[i] = new Flags();
        }
    }

    @Override
    public void await(int waiter) throws InterruptedException {
        Flags flags = ofWaiter[waiter];
        flags.lock.lock();
        try {
            while (flags.set == 0) {
                flags.changed.await();
            }
            flags.set &= flags.set - 1; // clears the lowest bit that is set
        } finally {
            flags.lock.unlock();
        }
    }

    @Override
    public void wake(int waiter, int source) {
        Flags flags = ofWaiter[waiter];
        flags.lock.lock();
        try {
            flags.set |= 1 << source;
            flags.changed.signal();
        } finally {
            flags.lock.unlock();
        }
    }

    @Override
    public void close() {}
}
