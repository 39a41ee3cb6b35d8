/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.workload.peer;

import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * One {@link Semaphore} for all sources, because no thread can wait for several. A waiter that has
 * a permit looks for the source.
 */
class SemaphoreSignals implements AwaitedSignals {
    private final Semaphore permits = new Semaphore(0);
    private final AtomicIntegerArray tokens;

    SemaphoreSignals(int count) {
        this.tokens = new AtomicIntegerArray(count);
    }

    @Override
    public void signal(int source) {
        tokens.getAndIncrement(source);
        permits.release();
    }

    @Override
    public int await() throws InterruptedException {
        permits.acquire();
        for (int source = 0; source < tokens.length(); source++) {
            if (tokens.get(source) > 0) {
                tokens.getAndDecrement(source);
                return source;
            }
        }
        throw new IllegalStateException("a permit without a token");
    }
}
