/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.differential;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waitany.itests.harness.Strategies;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Compares the strategies with each other. Each pair of strategies plays the same scenario in both
 * orders, and each of the two plays it alone. Everything that the contract determines must be the
 * same all four times. A scenario is generated from a seed.
 *
 * <p>{@code -Ddev.waitany.itests.seed=N} plays one seed, and {@code
 * -Ddev.waitany.itests.scenarios=N} N seeds.
 */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
public class Differential {
    private static final int SCENARIOS = Integer.getInteger("dev.waitany.itests.scenarios", 20);

    static Stream<Arguments> pairs() {
        List<String> names = Strategies.available();
        List<Arguments> pairs = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            for (int j = i + 1; j < names.size(); j++) {
                String one = names.get(i);
                String other = names.get(j);
                seeds().forEach(seed -> pairs.add(Arguments.of(seed, one, other)));
            }
        }
        return pairs.stream();
    }

    @ParameterizedTest(name = "seed {0}: {1} and {2}")
    @MethodSource("pairs")
    void strategiesDifferInNothingThatTheContractFixes(long seed, String one, String other) {
        Scenario scenario = Generator.scenario(seed);
        List<String> expected = play(scenario, one, one);
        for (String[] roles : new String[][] {{one, other}, {other, one}, {other, other}}) {
            assertThat(play(scenario, roles))
                    .as("%s\nplayed by %s, as against %s alone", scenario, List.of(roles), one)
                    .isEqualTo(expected);
        }
    }

    @Test
    void aSeedAlwaysMakesTheSameScenario() {
        assertThat(Generator.scenario(7)).isEqualTo(Generator.scenario(7));
        assertThat(Generator.scenario(7)).isNotEqualTo(Generator.scenario(8));
    }

    private static LongStream seeds() {
        Long one = Long.getLong("dev.waitany.itests.seed");
        return one == null ? LongStream.range(0, SCENARIOS) : LongStream.of(one);
    }

    private static List<String> play(Scenario scenario, String... roles) {
        try (Player player = new Player(roles)) {
            return player.play(scenario);
        } catch (AssertionError failure) {
            throw new AssertionError(
                    failure.getMessage() + "\nplayed by " + List.of(roles) + "\n" + scenario,
                    failure);
        }
    }
}
