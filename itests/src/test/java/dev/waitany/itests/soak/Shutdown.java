/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.soak;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Ends a stress run in three steps. Consumers are told. They are woken until each has noticed. Then
 * no more wakes come, and they collect the wakes that are not delivered yet.
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

    /** Called once by each consumer when it has noticed. Waits until no more wakes come. */
    void awaitQuiet() throws InterruptedException {
        consumers.decrementAndGet();
        quiet.await();
    }

    boolean isNoticedByAll() {
        return consumers.get() == 0;
    }

    /** Tells that no more wakes will come. */
    void quiet() {
        quiet.countDown();
    }
}
