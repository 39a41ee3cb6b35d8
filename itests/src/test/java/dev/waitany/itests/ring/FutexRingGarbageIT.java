/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.ring;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.waitany.Deadline;
import dev.waitany.FutexWord;
import dev.waitany.WaitSet;
import dev.waitany.ring.Acquire;
import dev.waitany.ring.Chain;
import dev.waitany.ring.FutexRing;
import dev.waitany.ring.Listener;
import dev.waitany.ring.Operation;
import dev.waitany.ring.RingLock;
import java.lang.foreign.Arena;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Operations with listeners that are queued again allocate nothing in steady state. */
@Timeout(value = 90, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FutexRingGarbageIT {
    private static final Duration LONGEST = Duration.ofSeconds(20);
    private static final int ROUNDS = 3_000;

    private final FutexWord[] words =
            Stream.generate(() -> FutexWord.allocate(Arena.ofAuto()))
                    .limit(5)
                    .toArray(FutexWord[]::new);
    private int ended;

    @Test
    void waitWakeChainAndVectoredWaitMakeNoGarbage() throws Exception {
        Listener count = operation -> ended++;
        try (FutexRing ring = Rings.open()) {
            Operation wait = Operation.wait(words[0], 0).onCompletion(count);
            Operation wake = Operation.wake(words[0], 1).onCompletion(count);
            Operation any = Operation.waitAny(WaitSet.of(words[1], words[2])).onCompletion(count);
            Operation wakeAny = Operation.wake(words[2], 1).onCompletion(count);
            Chain chain =
                    Chain.of(Operation.wait(words[3], 1).onCompletion(count))
                            .hardLink(Operation.wake(words[3], 1).onCompletion(count));
            Acquire acquire = RingLock.of(words[4]).acquire().onCompletion(count);
            Deadline never = Deadline.never();
            assertNoGarbage(
                    () -> {
                        ring.queue(wait);
                        ring.queue(wake);
                        ring.queue(any);
                        ring.queue(wakeAny);
                        ring.queue(chain);
                        ring.queue(acquire);
                        while (ring.pending() > 0) {
                            ring.await(never);
                        }
                        acquire.unlock();
                    });
            assertThat(ended % 7).as("ends: seven a round").isZero();
        }
    }

    @Test
    void cancelMakesNoGarbage() throws Exception {
        try (FutexRing ring = Rings.open()) {
            Operation wait = Operation.wait(words[0], 0).onCompletion(operation -> ended++);
            assertNoGarbage(
                    () -> {
                        ring.queue(wait);
                        wait.cancel();
                        ring.poll();
                    });
            assertThat(ended).isGreaterThanOrEqualTo(ROUNDS);
        }
    }

    private interface Work {
        void run() throws InterruptedException;
    }

    /**
     * Takes the best of many measurements. Until the code is optimized, the linker's errno capture
     * allocates.
     */
    private static void assertNoGarbage(Work work) throws InterruptedException {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        Deadline limit = Deadline.after(LONGEST);
        long least = Long.MAX_VALUE;
        while (least >= ROUNDS && !limit.hasPassed()) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < ROUNDS; i++) {
                work.run();
            }
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        assertThat(least).as("bytes allocated by %d rounds", ROUNDS).isLessThan(ROUNDS);
    }
}
