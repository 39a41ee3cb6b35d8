/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.differential;

import dev.waitany.Surplus;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Generates scenarios from seeds. */
final class Generator {
    private static final int ROUNDS = 12;
    private static final int MOST_WORDS = 6;

    private final SplittableRandom random;

    private Generator(long seed) {
        this.random = new SplittableRandom(seed);
    }

    static Scenario scenario(long seed) {
        Generator generator = new Generator(seed);
        return new Scenario(
                seed, IntStream.range(0, ROUNDS).mapToObj(_ -> generator.round()).toList());
    }

    private ScenarioRound round() {
        int words = 1 + random.nextInt(MOST_WORDS);
        int waiter = random.nextInt(2);
        Begin first = begin(waiter, words);
        Begin second = begin(1 - waiter, words);
        boolean common = first.blocks() && first.waitsOn(second.places().getFirst());
        List<Begin> begins = List.of(first, common ? second.within(Limit.SHORT_MONOTONIC) : second);
        return new ScenarioRound(
                words, begins, new Events(random, words, begins).untilNoneIsLeft());
    }

    private Begin begin(int waiter, int words) {
        Mode mode = pick(Mode.values());
        List<Integer> places = subset(words);
        List<Integer> changed =
                random.nextInt(5) == 0
                        ? subset(places.size()).stream().sorted().toList()
                        : List.of();
        boolean interrupted = random.nextInt(16) == 0 && mode != Mode.FUTURE;
        Limit limit = random.nextInt(4) == 0 ? pick(Limit.values()) : Limit.NEVER;
        return new Begin(waiter, mode, places, changed, limit, pick(Surplus.values()), interrupted);
    }

    /** Returns at least one of the numbers below the bound, in any order. */
    private List<Integer> subset(int bound) {
        int size = 1 + random.nextInt(bound);
        List<Integer> some = new ArrayList<>();
        while (some.size() < size) {
            int next = random.nextInt(bound);
            if (!some.contains(next)) {
                some.add(next);
            }
        }
        return List.copyOf(some);
    }

    private <T> T pick(T[] values) {
        return values[random.nextInt(values.length)];
    }
}
