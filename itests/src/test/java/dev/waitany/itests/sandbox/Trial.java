/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waitany.Deadline;
import dev.waitany.FutexWord;
import dev.waitany.WaitAny;
import dev.waitany.WaitResult;
import dev.waitany.WaitSet;
import dev.waitany.itests.harness.KernelQueue;
import dev.waitany.itests.harness.Strategies;
import dev.waitany.itests.harness.Task;
import java.lang.foreign.Arena;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Short trial in a sandbox: every strategy that is reported as available works. */
@DisplayName("trial")
class Trial {
    private static final int WORDS = 64;

    @Test
    void openTakesAStrategyThatWorks() throws Exception {
        try (WaitAny waitAny = WaitAny.open()) {
            assertThat(Strategies.available()).contains(waitAny.name());
            isWoken(waitAny);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.waitany.itests.harness.Strategies#available")
    void wakesArrive(String strategy) throws Exception {
        try (WaitAny waitAny = WaitAny.open(strategy)) {
            isWoken(waitAny);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.waitany.itests.harness.Strategies#available")
    void deadlinesPassAndChangesAreSeen(String strategy) throws Exception {
        try (Arena arena = Arena.ofShared();
                WaitAny waitAny = WaitAny.open(strategy)) {
            WaitSet set = words(arena);
            Deadline soon = Deadline.after(Duration.ofMillis(20));
            assertThat(waitAny.await(set, soon)).hasToString("TIMED_OUT");
            assertThat(soon.hasPassed()).isTrue();
            set.word(5).set(1);
            assertThat(waitAny.await(set, Deadline.never())).hasToString("CHANGED 5");
        }
    }

    private static void isWoken(WaitAny waitAny) throws Exception {
        try (Arena arena = Arena.ofShared()) {
            WaitSet set = words(arena);
            Task<WaitResult> waiter =
                    Task.start("waiter", () -> waitAny.await(set, Deadline.never()));
            KernelQueue.untilWaiting(set, 1);
            // No change: a strategy may look at its words after it has queued them.
            assertThat(set.word(WORDS - 1).wakeAll()).isOne();
            assertThat(waiter.result()).hasToString("WOKEN " + (WORDS - 1));
        }
    }

    private static WaitSet words(Arena arena) {
        return WaitSet.of(
                IntStream.range(0, WORDS)
                        .mapToObj(_ -> FutexWord.allocate(arena))
                        .toArray(FutexWord[]::new));
    }
}
