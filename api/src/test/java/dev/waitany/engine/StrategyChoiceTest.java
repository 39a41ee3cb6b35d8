/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StrategyChoiceTest {
    private static final List<String> KNOWN = List.of("fast", "slow");

    @Test
    void allAreAllowedIfNothingIsSet() {
        assertThat(choice(Map.of(), Map.of()).allows("fast")).isTrue();
        assertThat(choice(Map.of("dev.waitany.strategies", " "), Map.of()).allows("fast")).isTrue();
    }

    @Test
    void thoseThatAreNotListedAreLeftOutWithTheReason() {
        StrategyChoice choice = choice(Map.of("dev.waitany.strategies", " slow"), Map.of());
        assertThat(choice.allows("slow")).isTrue();
        assertThat(choice.allows("fast")).isFalse();
        assertThat(choice.leftOut("fast").available()).isFalse();
        assertThat(choice.leftOut("fast").reason())
                .isEqualTo("left out by -Ddev.waitany.strategies= slow");
        assertThat(choice.leftOut("fast").remedy()).contains("Add");
    }

    @Test
    void propertyWinsOverTheVariable() {
        Map<String, String> variables = Map.of("WAITANY_STRATEGIES", "fast,slow");
        assertThat(choice(Map.of(), variables).allows("fast")).isTrue();
        Map<String, String> properties = Map.of("dev.waitany.strategies", "slow");
        assertThat(choice(properties, variables).allows("fast")).isFalse();
    }

    @Test
    void unknownNamesAreRefusedWithThoseThatAreKnown() {
        for (String list : List.of("fats", "fast,", "fast,,slow", "fast slow")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> choice(Map.of(), Map.of("WAITANY_STRATEGIES", list)))
                    .withMessageContaining("WAITANY_STRATEGIES=" + list)
                    .withMessageContaining("fast, slow");
        }
    }

    private static StrategyChoice choice(
            Map<String, String> properties, Map<String, String> variables) {
        return StrategyChoice.of(KNOWN, properties::get, variables::get);
    }
}
