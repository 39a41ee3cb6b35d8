/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.soak;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waitany.Deadline;
import dev.waitany.FutexWord;
import dev.waitany.WaitAny;
import dev.waitany.WaitResult;
import dev.waitany.WaitSet;
import dev.waitany.itests.harness.Strategies;
import dev.waitany.linux.SystemCallCount;
import java.lang.foreign.Arena;
import java.time.Duration;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Opens, waits and closes many times. No thread, descriptor or mapping is left.
 *
 * <p>{@code -Ddev.waitany.itests.cycles=N} sets how often for each strategy. The default is
 * 100,000, which takes some minutes in all.
 */
@Timeout(value = 400, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class OpenCloseIT {
    private static final int CYCLES = Integer.getInteger("dev.waitany.itests.cycles", 100_000);
    private static final int WARM_UP = 2_000;

    /**
     * What the JVM itself may take meanwhile. Its compiler starts threads, each with a stack and a
     * malloc arena, and maps memory for code. libc keeps the stacks of ended threads, two mappings
     * each. A leak in one of a thousand cycles would be 100 of each.
     */
    private static final Resources TOLERANCE = new Resources(6, 2, 96);

    @ParameterizedTest
    @MethodSource("dev.waitany.itests.harness.Strategies#all")
    void nothingIsLeftOfManyCycles(String strategy) throws Exception {
        Strategies.open(strategy).close();
        try (Arena arena = Arena.ofShared()) {
            WaitSet set = WaitSet.of(FutexWord.allocate(arena), FutexWord.allocate(arena));
            cycle(strategy, set, WARM_UP);
            Resources before = Resources.now();
            long calls = SystemCallCount.sum();
            cycle(strategy, set, CYCLES);
            assertThat(SystemCallCount.sum() - calls)
                    .as("system calls: every cycle is to wait, and not just to look")
                    .isGreaterThanOrEqualTo(CYCLES);
            Resources after = Resources.now();
            assertThat(after.threads())
                    .as("threads, %s", after)
                    .isLessThanOrEqualTo(before.threads() + TOLERANCE.threads());
            assertThat(after.descriptors())
                    .as("descriptors, %s", after)
                    .isLessThanOrEqualTo(before.descriptors() + TOLERANCE.descriptors());
            assertThat(after.mappings())
                    .as("mappings, %s", after)
                    .isLessThanOrEqualTo(before.mappings() + TOLERANCE.mappings());
        }
    }

    private static void cycle(String strategy, WaitSet set, int times) throws Exception {
        for (int i = 0; i < times; i++) {
            try (WaitAny waitAny = WaitAny.open(strategy)) {
                WaitResult result = waitAny.await(set, Deadline.after(Duration.ofNanos(50_000)));
                assertThat(result.kind()).isEqualTo(WaitResult.Kind.TIMED_OUT);
            }
        }
    }
}
