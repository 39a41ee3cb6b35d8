/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waitany.ArmedSet;
import dev.waitany.Deadline;
import dev.waitany.FutexWord;
import dev.waitany.WaitAny;
import dev.waitany.WaitResult;
import dev.waitany.WaitSet;
import dev.waitany.linux.Futex;
import dev.waitany.ring.uring.RequiredRings;
import dev.waitany.ring.uring.RingCalls;
import dev.waitany.spi.Backend;
import dev.waitany.spi.StrategyAccess;
import java.lang.foreign.Arena;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A recursion that waits at each depth, until the stack overflows within a wait. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class StackOverflowTest {
    private static final long STACK = 256 << 10; // bytes
    private static final int ROUNDS = 8;
    private static final int TRIES = 1_000_000; // more than there are frames

    private final Arena arena = Arena.ofShared();
    private final FutexWord[] words = {FutexWord.allocate(arena), FutexWord.allocate(arena)};
    private final WaitSet set = WaitSet.of(words);

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void overflowWithinAWaitLeavesNothingWithTheKernel(boolean vectored) throws Exception {
        RequiredRings.assume();
        Backend backend =
                vectored
                        ? new RingWaitvBackend(RingCalls.KERNEL)
                        : new RingCancelBackend(RingCalls.KERNEL);
        try (WaitAny any = StrategyAccess.open("deep", backend)) {
            for (int i = 0; i < 5_000; i++) { // what is not compiled yet needs more stack
                any.await(set, Deadline.after(Duration.ofNanos(1)));
            }
            for (int round = 0; round < ROUNDS; round++) {
                CompletableFuture<WaitResult> next = new CompletableFuture<>();
                Thread deep = new Thread(null, () -> overflow(any, next), "deep", STACK);
                deep.start();
                deep.join();
                assertThat(next.get().kind()).isEqualTo(WaitResult.Kind.TIMED_OUT);
            }
        } finally {
            arena.close();
        }
    }

    /** An armed set whose close overflows the stack stays open, and can be closed elsewhere. */
    @Test
    void overflowWithinACloseLeavesTheArmedSetOpenOrClosesIt() throws Exception {
        RequiredRings.assume();
        try (WaitAny any = StrategyAccess.open("deep", new RingArmedBackend(RingCalls.KERNEL))) {
            for (int i = 0; i < 2_000; i++) { // what is not compiled yet needs more stack
                closeDeep(any, 0);
            }
            for (int round = 0; round < 2 * ROUNDS; round++) {
                CompletableFuture<Integer> refused = new CompletableFuture<>();
                Thread deep =
                        new Thread(null, () -> refused.complete(closeDeep(any, 1)), "deep", STACK);
                deep.start();
                deep.join();
                assertThat(refused.get()).as("closes that overflowed").isPositive();
                for (FutexWord word : words) {
                    assertThat(Futex.waiters(word.segment(), false)).as("round %d", round).isZero();
                }
                set.refresh(); // throws if the set is in use
            }
        } finally {
            arena.close();
        }
    }

    /** Arms the set and closes it; first where there is no stack, if that is asked for. */
    private int closeDeep(WaitAny any, int deep) {
        try (ArmedSet armed = any.arm(set)) {
            armed.await(Deadline.now());
            return deep == 0 ? 0 : closeAtTheEnd(armed);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Tries to close at the end of the stack, and at each frame on the way back. */
    @SuppressWarnings("InfiniteRecursion") // that is the test
    private static int closeAtTheEnd(ArmedSet armed) {
        int refused;
        try {
            refused = closeAtTheEnd(armed);
        } catch (StackOverflowError full) {
            refused = 1;
        }
        if (refused < TRIES) {
            try {
                armed.close();
                return TRIES;
            } catch (StackOverflowError full) {
                return refused + 1;
            }
        }
        return refused;
    }

    private void overflow(WaitAny any, CompletableFuture<WaitResult> next) {
        try {
            descend(any);
            throw new AssertionError("no overflow");
        } catch (StackOverflowError expected) {
            complete(any, next);
        } catch (Throwable unexpected) {
            next.completeExceptionally(unexpected);
        }
    }

    private void complete(WaitAny any, CompletableFuture<WaitResult> next) {
        try {
            for (FutexWord word : words) {
                assertThat(Futex.waiters(word.segment(), false)).isZero();
            }
            next.complete(any.await(set, Deadline.after(Duration.ofMillis(1))));
        } catch (Throwable unexpected) {
            next.completeExceptionally(unexpected);
        }
    }

    @SuppressWarnings("InfiniteRecursion") // that is the test
    private void descend(WaitAny any) throws InterruptedException {
        any.await(set, Deadline.after(Duration.ofNanos(10_000)));
        descend(any);
    }
}
