/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.engine;

import dev.waitany.Support;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The strategies that the user allows. A strategy that is left out is neither probed nor opened,
 * for sandboxes that end the process at a forbidden system call.
 */
final class StrategyChoice {
    /** The system property: names of strategies with commas between. */
    static final String PROPERTY = "dev.waitany.strategies";

    /** The environment variable of the same meaning, if the property is not set. */
    static final String VARIABLE = "WAITANY_STRATEGIES";

    private final @Nullable Set<String> names; // null: all
    private final String source;

    private StrategyChoice(@Nullable Set<String> names, String source) {
        this.names = names;
        this.source = source;
    }

    /**
     * Reads the choice.
     *
     * @param known the names of all strategies that were found
     * @throws IllegalArgumentException if a name is not known
     */
    static StrategyChoice present(List<String> known) {
        return of(known, System::getProperty, System::getenv);
    }

    /** As {@link #present}, from these properties and variables, which answer null if not set. */
    static StrategyChoice of(
            List<String> known,
            Function<String, @Nullable String> properties,
            Function<String, @Nullable String> variables) {
        String property = properties.apply(PROPERTY);
        if (property != null) {
            return parsed(known, property, "-D" + PROPERTY + "=" + property);
        }
        String variable = variables.apply(VARIABLE);
        return variable == null
                ? new StrategyChoice(null, "")
                : parsed(known, variable, VARIABLE + "=" + variable);
    }

    private static StrategyChoice parsed(List<String> known, String list, String source) {
        if (list.isBlank()) {
            return new StrategyChoice(null, source);
        }
        Set<String> names = new TreeSet<>();
        for (String part : list.split(",", -1)) {
            String name = part.strip();
            if (!known.contains(name)) {
                throw new IllegalArgumentException(
                        source
                                + ": no strategy is called \""
                                + name
                                + "\"; found: "
                                + String.join(", ", known));
            }
            names.add(name);
        }
        return new StrategyChoice(names, source);
    }

    boolean allows(String strategy) {
        return names == null || names.contains(strategy);
    }

    /** Returns the answer for a strategy that is left out. */
    Support leftOut(String strategy) {
        return Support.missing(
                strategy,
                "left out by " + source,
                "Add the name to that list, or remove the list.");
    }
}
