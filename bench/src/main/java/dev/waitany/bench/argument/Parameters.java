/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.argument;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The parameters of a workload, and the values that differ from the defaults. Immutable.
 *
 * @param all in the order of {@link #suffix()}
 * @param set the values that were given, by name
 */
public record Parameters(List<Parameter> all, Map<String, Long> set) {
    /** No parameters. */
    public static final Parameters NONE = of();

    /** Copies its arguments. */
    public Parameters {
        all = List.copyOf(all);
        set = Map.copyOf(set);
    }

    /** Returns parameters that have their defaults. */
    public static Parameters of(Parameter... all) {
        return new Parameters(List.of(all), Map.of());
    }

    /** Returns the value of a parameter. */
    public long get(Parameter parameter) {
        return set.getOrDefault(parameter.name(), parameter.standard());
    }

    /** Returns whether there is a parameter of a name. */
    public boolean has(String name) {
        return all.stream().anyMatch(p -> p.name().equals(name));
    }

    /**
     * Returns the same parameters with another value. A default value is not distinguished from one
     * that was not given.
     *
     * @throws BadArgumentException if there is no such parameter, or the value is out of range
     */
    public Parameters with(String name, String text) {
        Parameter parameter =
                all.stream()
                        .filter(p -> p.name().equals(name))
                        .findFirst()
                        .orElseThrow(() -> new BadArgumentException("no parameter " + name));
        long value = parameter.parse(text);
        Map<String, Long> changed = new LinkedHashMap<>(set);
        if (value == parameter.standard()) {
            changed.remove(name);
        } else {
            changed.put(name, value);
        }
        return new Parameters(all, changed);
    }

    /**
     * Returns what follows the workload's name if values are not the defaults, as in
     * {@code @rate=1000@threads=2}. It has neither a space nor a colon.
     */
    public String suffix() {
        StringBuilder text = new StringBuilder();
        for (Parameter parameter : all) {
            Long value = set.get(parameter.name());
            if (value != null) {
                text.append('@').append(parameter.name()).append('=').append(parameter.text(value));
            }
        }
        return text.toString();
    }
}
