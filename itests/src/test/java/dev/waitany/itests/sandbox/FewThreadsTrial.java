/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waitany.Deadline;
import dev.waitany.FutexWord;
import dev.waitany.WaitAny;
import dev.waitany.WaitSet;
import dev.waitany.itests.harness.StrategyFacts;
import dev.waitany.itests.harness.WaitCall;
import java.lang.foreign.Arena;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Trial for {@link Sandbox#FEW_THREADS}: a set that needs more threads than are allowed, then one
 * that needs fewer.
 */
@DisplayName("few threads")
class FewThreadsTrial {
    @Test
    void aSetThatNeedsMoreThreadsThanThereAreIsRefusedAndSaysWhatToRaise() throws Exception {
        try (Arena arena = Arena.ofShared();
                WaitAny waitAny = WaitAny.open(StrategyFacts.using(WaitCall.FUTEX_WAIT).name())) {
            WaitSet tooLarge = words(arena, 2 * Sandbox.THREADS);
            assertThatThrownBy(() -> waitAny.await(tooLarge, beyondAllStarts()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("RLIMIT_NPROC")
                    .hasMessageContaining("pids.max")
                    .hasMessageContaining("starts no threads");
            assertThat(waitAny.await(words(arena, Sandbox.THREADS / 4), soon()))
                    .hasToString("TIMED_OUT");
        }
    }

    /**
     * Threads start one after the other, so an early deadline would end the wait before the limit.
     */
    private static Deadline beyondAllStarts() {
        return Deadline.after(Duration.ofMinutes(1));
    }

    private static Deadline soon() {
        return Deadline.after(Duration.ofMillis(50));
    }

    private static WaitSet words(Arena arena, int count) {
        return WaitSet.of(
                IntStream.range(0, count)
                        .mapToObj(_ -> FutexWord.allocate(arena))
                        .toArray(FutexWord[]::new));
    }
}
