/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.tck;

import dev.waitany.Deadline;
import dev.waitany.WaitSet;
import dev.waitany.spi.SurplusWakes;
import dev.waitany.spi.Waiter;
import java.time.Duration;

/**
 * A waiter with a fault that shows when an arena is closed. It waits a little for that moment, so
 * that the fault shows every time.
 */
final class ThrowingWaiter implements Waiter {
    private static final long WINDOW = Duration.ofMillis(5).toNanos();

    private final Waiter sound;
    private final boolean losesWakes;
    private boolean poisoned;

    /**
     * Makes a waiter.
     *
     * @param losesWakes whether it looks at words after a wake; otherwise an exception leaves it
     *     unable to wait
     */
    ThrowingWaiter(Waiter sound, boolean losesWakes) {
        this.sound = sound;
        this.losesWakes = losesWakes;
    }

    @Override
    public int await(WaitSet set, Deadline deadline, SurplusWakes surplus) {
        if (poisoned) {
            Fault.parkForever();
        }
        return losesWakes
                ? lookAfterwards(set, sound.await(set, deadline, surplus))
                : failOnce(set, deadline, surplus);
    }

    private static int lookAfterwards(WaitSet set, int outcome) {
        if (outcome >= 0) {
            untilAnArenaIsClosed(set);
            for (int i = 0; i < set.size(); i++) {
                set.word(i).get();
            }
        }
        return outcome;
    }

    private int failOnce(WaitSet set, Deadline deadline, SurplusWakes surplus) {
        untilAnArenaIsClosed(set);
        try {
            return sound.await(set, deadline, surplus);
        } catch (IllegalStateException failure) {
            poisoned = true;
            throw failure;
        }
    }

    private static void untilAnArenaIsClosed(WaitSet set) {
        long end = System.nanoTime() + WINDOW;
        while (System.nanoTime() < end) {
            for (int i = 0; i < set.size(); i++) {
                if (!set.word(i).segment().scope().isAlive()) {
                    return;
                }
            }
        }
    }

    @Override
    public void alert() {
        sound.alert();
    }

    @Override
    public void close() {
        sound.close();
    }
}
