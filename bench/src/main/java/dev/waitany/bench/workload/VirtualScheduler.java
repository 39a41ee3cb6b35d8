/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.workload;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Starts the carrier threads of virtual threads. A carrier inherits the CPU of the thread that
 * first needs it. If all carriers start before the driver runs, none of them inherits the driver's
 * CPU.
 */
final class VirtualScheduler {
    private static final long PATIENCE_NANOS = 1_000_000_000;

    private VirtualScheduler() {}

    /** Runs as many virtual threads at the same time as there can be carriers. */
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
