/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.soak;

import java.util.SplittableRandom;

/**
 * Takes the processors away for short times, from threads at any point of their code. One busy
 * thread for each processor; at most a tenth of its time is busy.
 */
final class CpuSteal implements Lane {
    private static final int LONGEST_BUSY_NANOS = 2_000_000;
    private static final int LONGEST_PAUSE_NANOS = 40_000_000;

    private final int number;

    CpuSteal(int number) {
        this.number = number;
    }

    @Override
    public String name() {
        return "cpu steal " + number;
    }

    @Override
    public void run(SoakContext soak) throws InterruptedException {
        SplittableRandom random = soak.random(name());
        while (!soak.isOver()) {
            soak.pause(1 + random.nextInt(LONGEST_PAUSE_NANOS));
            long until = System.nanoTime() + random.nextInt(LONGEST_BUSY_NANOS);
            while (System.nanoTime() - until < 0) {
                Thread.onSpinWait();
            }
        }
    }
}
