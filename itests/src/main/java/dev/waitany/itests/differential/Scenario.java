/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.differential;

import java.util.List;

/** The waits and events of two waiters. The same seed generates the same scenario. */
record Scenario(long seed, List<ScenarioRound> rounds) {
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("scenario of seed " + seed);
        for (int i = 0; i < rounds.size(); i++) {
            ScenarioRound round = rounds.get(i);
            text.append("\n  round ").append(i).append(", ").append(round.words()).append(" words");
            round.begins().forEach(begin -> text.append("\n    ").append(begin));
            round.steps().forEach(step -> text.append("\n    ").append(step));
        }
        return text.toString();
    }
}
