/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.soak;

import dev.waitany.FutexWord;
import dev.waitany.Surplus;
import dev.waitany.WaitAny;
import dev.waitany.itests.harness.Strategies;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Rule 2, exact accounting: the sums agree over ten million counted wakes in all.
 *
 * <p>{@code -Ddev.waitany.itests.wakes=N} sets how many. Each strategy gets a share that takes tens
 * of seconds.
 */
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SurplusAccountsIT {
    private static final long WAKES = Long.getLong("dev.waitany.itests.wakes", 10_000_000);
    private static final int CONSUMERS = 2;

    /** Few, because a word may take a thread. */
    private static final int WORDS_OF_THREADS = 8;

    private static final int WORDS = 64;

    static Stream<Arguments> shares() {
        return Strategies.exact().stream()
                .flatMap(
                        strategy ->
                                Stream.of(Surplus.values())
                                        .map(t -> Arguments.of(strategy, t, share(strategy))));
    }

    @ParameterizedTest(name = "{0}, {1}: {2} hundredths of all wakes")
    @MethodSource("shares")
    void everyCountedWakeIsReportedOrListed(String strategy, Surplus treatment, int hundredths) {
        try (Arena arena = Arena.ofShared();
                WaitAny waitAny = Strategies.open(strategy)) {
            FutexWord[] words = words(arena, waitAny);
            List<Consumer> consumers = new ArrayList<>();
            for (int i = 0; i < CONSUMERS; i++) {
                consumers.add(Consumers.waiting(waitAny, words, treatment));
            }
            new Accounts(words, consumers).agreeOver(WAKES * hundredths / 100);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.waitany.itests.harness.Strategies#exact")
    void everyCountedWakeIsDeliveredByAnArmedSet(String strategy) {
        try (Arena arena = Arena.ofShared();
                WaitAny waitAny = Strategies.open(strategy)) {
            FutexWord[] words = words(arena, waitAny);
            List<Consumer> consumers = new ArrayList<>();
            for (int i = 0; i < CONSUMERS; i++) {
                consumers.add(Consumers.armed(waitAny, words));
            }
            new Accounts(words, consumers).agreeOver(WAKES * share(strategy) / 100);
        }
    }

    /** Waits of different strategies forward to each other, and to armed sets. */
    @Test
    void sumsAgreeAcrossStrategiesOnTheSameWords() {
        List<WaitAny> opened = Strategies.exact().stream().map(WaitAny::open).toList();
        try (Arena arena = Arena.ofShared()) {
            FutexWord[] words = words(arena, WORDS_OF_THREADS);
            List<Consumer> consumers = new ArrayList<>();
            for (WaitAny waitAny : opened) {
                consumers.add(Consumers.waiting(waitAny, words, Surplus.FORWARD));
                if (waitAny.capabilities().staysArmed()) {
                    consumers.add(Consumers.armed(waitAny, words));
                }
            }
            new Accounts(words, consumers).agreeOver(WAKES * 2 / 100);
        } finally {
            opened.forEach(WaitAny::close);
        }
    }

    /**
     * The share of one test in hundredths. Each strategy has two tests of waits and one of armed
     * sets.
     */
    private static int share(String strategy) {
        return startsThreads(strategy) ? 2 : 16;
    }

    private static boolean startsThreads(String strategy) {
        try (WaitAny waitAny = WaitAny.open(strategy)) {
            return waitAny.capabilities().startsThreads();
        }
    }

    private static FutexWord[] words(Arena arena, WaitAny waitAny) {
        return words(arena, waitAny.capabilities().startsThreads() ? WORDS_OF_THREADS : WORDS);
    }

    private static FutexWord[] words(Arena arena, int count) {
        return IntStream.range(0, count)
                .mapToObj(_ -> FutexWord.allocate(arena))
                .toArray(FutexWord[]::new);
    }
}
