/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.suites;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waitany.itests.harness.Strategies;
import dev.waitany.itests.harness.StrategyFacts;
import org.junit.jupiter.api.Test;

/** Fails when a strategy is added, and names what else must be added. */
class StrategyFactsTest {
    @Test
    void everyStrategyHasFacts() {
        assertThat(StrategyFacts.all())
                .as("the table in StrategyFacts: add a line for each new strategy")
                .extracting(StrategyFacts::name)
                .containsExactlyInAnyOrderElementsOf(Strategies.all());
    }

    @Test
    void everyStrategyHasAContractSuite() {
        assertThat(Contracts.strategies())
                .as("the nested classes of Contracts: add one for each new strategy")
                .containsExactlyInAnyOrderElementsOf(Strategies.all());
    }
}
