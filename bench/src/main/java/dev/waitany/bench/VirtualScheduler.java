/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * The carrier threads of virtual ones. Started by whoever first needs one more, on that one's CPU:
 * so that it is not the driver's, all are started before.
 */
final class VirtualScheduler {
    private static final long PATIENCE_NANOS = 1_000_000_000;

    private VirtualScheduler() {}

    /** Has as many virtual threads run at once as can. */
    static void start() {
        int all =
                Integer.getInteger(
                        "jdk.virtualThreadScheduler.parallelism",
                        Runtime.getRuntime().availableProcessors());
        AtomicInteger running = new AtomicInteger();
        long end = System.nanoTime() + PATIENCE_NANOS;
        Thread[] threads = new Thread[all];
        for (int i = 0; i < all; i++) {
            threads[i] =
                    Thread.startVirtualThread(
                            () -> {
                                running.incrementAndGet();
                                while (running.get() < all && System.nanoTime() - end < 0) {
                                    Thread.onSpinWait();
                                }
                            });
        }
        try {
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
