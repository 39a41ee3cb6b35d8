/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waitany.Deadline;
import dev.waitany.FutexWord;
import dev.waitany.WaitAny;
import dev.waitany.WaitResult;
import dev.waitany.WaitSet;
import dev.waitany.ring.uring.RequiredRings;
import dev.waitany.ring.uring.RingCalls;
import dev.waitany.spi.StrategyAccess;
import dev.waitany.tck.faults.CountedWakes;
import dev.waitany.tck.faults.StackEnd;
import java.lang.foreign.Arena;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Waits that are begun where the stack ends, while their word is woken again and again. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FullStackTest {
    private static final int LEVELS = 300;
    private static final int PASSES = 6;
    private static final int WARM = 100; // a class whose initializer overflows stays unusable
    private static final long STACK = 400_000; // bytes

    private final Arena arena = Arena.ofShared();
    private final FutexWord word = FutexWord.allocate(arena);
    private final WaitSet set = WaitSet.of(word, FutexWord.allocate(arena));
    private final AtomicInteger told = new AtomicInteger();

    @BeforeAll
    static void needsRings() {
        RequiredRings.assume();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void waitLosesNoWakeAndKeepsNoSet(boolean virtual) throws Exception {
        try (WaitAny any = StrategyAccess.open("full", new RingCancelBackend(RingCalls.KERNEL));
                CountedWakes wakes = CountedWakes.on(word)) {
            for (int i = 0; i < WARM; i++) {
                await(any);
            }
            int overflows = 0;
            for (int pass = 0; pass < PASSES; pass++) {
                overflows += StackEnd.run(threads(virtual), LEVELS, () -> await(any));
                set.refresh(); // throws if the set is in use
            }
            assertThat(overflows).isPositive();
            wakes.stopWaking();
            assertThat(wakes.missing()).as("wakes").isEqualTo(told.get());
        }
        arena.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void futureThatCannotBeMadeKeepsNoSet(boolean virtual) throws Exception {
        try (WaitAny any = StrategyAccess.open("full", new RingCancelBackend(RingCalls.KERNEL))) {
            for (int i = 0; i < WARM; i++) {
                next(any, CompletableFuture.completedFuture(null)).join();
            }
            int overflows = 0;
            for (int pass = 0; pass < PASSES; pass++) {
                CompletableFuture<?>[] made = {CompletableFuture.completedFuture(null)};
                overflows +=
                        StackEnd.run(threads(virtual), LEVELS, () -> made[0] = next(any, made[0]));
                made[0].join();
                set.refresh(); // throws if the set is in use
            }
            assertThat(overflows).isPositive();
        }
        arena.close();
    }

    private static Thread.Builder threads(boolean virtual) {
        return virtual ? Thread.ofVirtual() : Thread.ofPlatform().stackSize(STACK);
    }

    private void await(WaitAny any) {
        try {
            told.addAndGet(wakes(any.await(set, Deadline.after(Duration.ofSeconds(1)))));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Begins another wait if the last one has ended. */
    private CompletableFuture<?> next(WaitAny any, CompletableFuture<?> last) {
        return last.isDone() ? any.awaitAsync(set, Deadline.after(Duration.ofMillis(1))) : last;
    }

    private static int wakes(WaitResult result) {
        return (result.kind() == WaitResult.Kind.WOKEN ? 1 : 0) + result.surplus().length;
    }
}
