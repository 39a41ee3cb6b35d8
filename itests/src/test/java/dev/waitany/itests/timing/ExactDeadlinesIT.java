/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.timing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waitany.ArmedSet;
import dev.waitany.Deadline;
import dev.waitany.FutexWord;
import dev.waitany.WaitAny;
import dev.waitany.WaitResult;
import dev.waitany.WaitSet;
import dev.waitany.itests.harness.Strategies;
import java.lang.foreign.Arena;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Exact deadlines are met within microseconds. On a busy machine another thread may have the CPU at
 * the deadline, so waits are repeated until some were in time. Without the spin, none is: a timer
 * and the switch to a thread take 10 µs at least.
 */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ExactDeadlinesIT {
    private static final long BOUND = 5_000; // ns
    private static final long AHEAD = 300_000; // ns
    private static final int IN_TIME = 3;

    /** Waits until a deadline. */
    private interface UntilDeadline {
        WaitResult await(Deadline deadline) throws InterruptedException;
    }

    @ParameterizedTest
    @MethodSource("dev.waitany.itests.harness.Strategies#all")
    void waitEndsWithinMicroseconds(String strategy) throws Exception {
        try (WaitAny waitAny = Strategies.open(strategy);
                Arena arena = Arena.ofShared()) {
            WaitSet set = WaitSet.of(FutexWord.allocate(arena), FutexWord.allocate(arena));
            repeatUntilInTime(deadline -> waitAny.await(set, deadline));
            try (ArmedSet armed = waitAny.arm(set)) {
                repeatUntilInTime(armed::await);
            }
        }
    }

    private static void repeatUntilInTime(UntilDeadline wait) throws InterruptedException {
        int inTime = 0;
        while (inTime < IN_TIME) {
            long point = System.nanoTime() + AHEAD;
            WaitResult result = wait.await(Deadline.at(point).exactly());
            long late = System.nanoTime() - point;
            assertThat(result.kind()).isEqualTo(WaitResult.Kind.TIMED_OUT);
            assertThat(late).as("ns late").isNotNegative();
            inTime += late <= BOUND ? 1 : 0;
        }
    }
}
