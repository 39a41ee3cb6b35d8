/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.soak;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waitany.FutexWord;
import dev.waitany.Surplus;
import dev.waitany.WaitAny;
import dev.waitany.itests.harness.Strategies;
import dev.waitany.itests.harness.Task;
import dev.waitany.kernels.machine.Until;
import java.lang.foreign.Arena;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Rule 2, all strategies: no waiter misses a wake because another wait consumed it. Words hold
 * tokens. A waker adds a token and wakes one waiter. A waiter takes one token from each word that
 * its wait names. If the last token is not taken, a wake was lost.
 */
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TokensIT {
    private static final int TOKENS = Integer.getInteger("dev.waitany.itests.tokens", 1_000_000);
    private static final int WORDS = 6;
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @ParameterizedTest
    @EnumSource(Surplus.class)
    void waitsOfAllStrategiesShareTheWords(Surplus treatment) throws Exception {
        pass(Strategies.available(), (waitAny, taker) -> taker.byWaits(waitAny, treatment));
    }

    @ParameterizedTest
    @MethodSource("dev.waitany.itests.harness.Strategies#available")
    void armedSetsOfOneStrategyShareTheWords(String strategy) throws Exception {
        pass(List.of(strategy, strategy, strategy), (waitAny, taker) -> taker.byArmedSet(waitAny));
    }

    private interface Taking {
        boolean take(WaitAny waitAny, TokenTaker taker) throws InterruptedException;
    }

    private static void pass(List<String> strategies, Taking taking) throws Exception {
        List<WaitAny> opened = strategies.stream().map(Strategies::open).toList();
        try (Arena arena = Arena.ofShared()) {
            FutexWord quit = FutexWord.allocate(arena);
            FutexWord[] words =
                    IntStream.range(0, WORDS)
                            .mapToObj(_ -> FutexWord.allocate(arena))
                            .toArray(FutexWord[]::new);
            List<TokenTaker> takers = new ArrayList<>();
            List<Task<Boolean>> tasks = new ArrayList<>();
            for (WaitAny waitAny : opened) {
                TokenTaker taker = new TokenTaker(quit, overlapping(words, takers.size()));
                takers.add(taker);
                tasks.add(Task.start(waitAny.name(), () -> taking.take(waitAny, taker)));
            }
            Stream.of(
                            Task.start("waker 0", () -> put(words, 0)),
                            Task.start("waker 1", () -> put(words, 1)))
                    .forEach(Task::result);
            Until.holds(
                    PATIENCE,
                    () -> sum(takers) == TOKENS || tasks.stream().anyMatch(Task::isDone),
                    () -> sum(takers) + " of " + TOKENS + " tokens taken");
            quit.set(1);
            quit.wakeAll();
            tasks.forEach(task -> assertThat(task.result()).isTrue());
            assertThat(sum(takers)).isEqualTo(TOKENS);
        } finally {
            opened.forEach(WaitAny::close);
        }
    }

    /** Returns four of the words, different ones for each taker. */
    private static List<FutexWord> overlapping(FutexWord[] words, int first) {
        return IntStream.of(0, 1, 3, 4).mapToObj(i -> words[(first + i) % words.length]).toList();
    }

    private static long sum(List<TokenTaker> takers) {
        return takers.stream().mapToLong(TokenTaker::taken).sum();
    }

    private static boolean put(FutexWord[] words, int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < TOKENS / 2; i++) {
            FutexWord word = words[random.nextInt(words.length)];
            word.getAndAdd(1);
            word.wakeOne();
        }
        return true;
    }
}
