/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.tck.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waitany.Deadline;
import dev.waitany.FutexWord;
import dev.waitany.WaitAny;
import dev.waitany.WaitSet;
import java.lang.foreign.Arena;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Begins waits where the stack ends. Each trial is for one thread, and uses other words. */
public final class FullStackTrial {
    private static final int LEVELS = 300;
    private static final int PASSES = 6;
    private static final int WARM = 100; // a class whose initializer overflows stays unusable
    private static final long STACK = 400_000; // bytes

    private final WaitAny waitAny;
    private final Thread.Builder threads;
    private final FutexWord word = FutexWord.allocate(Arena.ofAuto());
    private final WaitSet set = WaitSet.of(word, FutexWord.allocate(Arena.ofAuto()));
    private int told; // wakes of the waits' results

    /**
     * Prepares a trial.
     *
     * @param virtual whether the waits are those of virtual threads
     */
    public FullStackTrial(WaitAny waitAny, boolean virtual) {
        this.waitAny = waitAny;
        this.threads = virtual ? Thread.ofVirtual() : Thread.ofPlatform().stackSize(STACK);
    }

    /** Checks that waits lose no wake and keep no set, while their word is woken all the time. */
    public void waitsLoseNoWakeAndKeepNoSet() throws Exception {
        try (CountedWakes wakes = CountedWakes.on(word)) {
            for (int i = 0; i < WARM; i++) {
                await();
            }
            int overflows = 0;
            for (int pass = 0; pass < PASSES; pass++) {
                overflows += StackEnd.run(threads, LEVELS, this::await);
                set.refresh(); // throws if the set is in use
            }
            assertThat(overflows).isPositive();
            wakes.stopWaking();
            assertThat(wakes.missing()).as("wakes").isEqualTo(told);
        }
    }

    /** Checks that futures that cannot be made keep no set. */
    public void futuresKeepNoSet() throws Exception {
        for (int i = 0; i < WARM; i++) {
            next(CompletableFuture.completedFuture(null)).join();
        }
        int overflows = 0;
        for (int pass = 0; pass < PASSES; pass++) {
            CompletableFuture<?>[] made = {CompletableFuture.completedFuture(null)};
            overflows += StackEnd.run(threads, LEVELS, () -> made[0] = next(made[0]));
            made[0].join();
            set.refresh(); // throws if the set is in use
        }
        assertThat(overflows).isPositive();
    }

    /** Its thread is joined before the count is read. */
    private void await() {
        try {
            told += FaultedWait.wakes(waitAny.await(set, Deadline.after(Duration.ofSeconds(1))));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Begins another wait if the last one has ended. */
    private CompletableFuture<?> next(CompletableFuture<?> last) {
        return last.isDone() ? waitAny.awaitAsync(set, Deadline.after(Duration.ofMillis(1))) : last;
    }
}
