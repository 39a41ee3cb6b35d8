/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.soak.account;

import dev.waitany.WaitAny;
import java.util.List;
import java.util.function.Function;

/**
 * The strategies of a soak and how to open them. A test of the soak opens broken ones.
 *
 * @param names as {@link WaitAny#strategies()} lists them
 * @param opener opens one by name
 */
public record SoakStrategies(List<String> names, Function<String, WaitAny> opener) {
    /** Keeps a copy of the names. */
    public SoakStrategies {
        names = List.copyOf(names);
    }

    /** Returns the strategies with these names, opened as users open them. */
    public static SoakStrategies of(List<String> names) {
        return new SoakStrategies(names, WaitAny::open);
    }

    /** Opens a strategy. */
    public WaitAny open(String name) {
        return opener.apply(name);
    }
}
