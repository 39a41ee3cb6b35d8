/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.soak;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How a stress ends: consumers are told, woken until each has noticed, and may then look for wakes
 * that they hold and have not delivered, for no more will come.
 */
final class Shutdown {
    private final AtomicInteger consumers;
    private final CountDownLatch quiet = new CountDownLatch(1);
    private volatile boolean told;

    Shutdown(int consumers) {
        this.consumers = new AtomicInteger(consumers);
    }

    void tell() {
        told = true;
    }

    boolean isTold() {
        return told;
    }

    /** By a consumer, once: it has noticed, and goes on when all is quiet. */
    void awaitQuiet() throws InterruptedException {
        consumers.decrementAndGet();
        quiet.await();
    }

    boolean isNoticedByAll() {
        return consumers.get() == 0;
    }

    /** There will be no further wake. */
    void quiet() {
        quiet.countDown();
    }
}
