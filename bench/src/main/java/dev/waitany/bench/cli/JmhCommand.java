/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.cli;

import dev.waitany.Support;
import dev.waitany.WaitAny;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/** Runs the microbenchmarks with JMH's options, for every strategy that works on this machine. */
@Command(
        name = "jmh",
        description = "Runs the microbenchmarks. Takes JMH's options, such as -prof gc.",
        hidden = true)
final class JmhCommand implements Callable<Integer> {
    private static final String STRATEGY = "strategy=";

    @Unmatched private List<String> arguments = new ArrayList<>();

    @Override
    public Integer call() throws Exception {
        org.openjdk.jmh.Main.main(withStrategies(arguments).toArray(String[]::new));
        return 0;
    }

    /** Adds the parameter of the benchmarks, unless {@code -p strategy=NAME} is given. */
    private static List<String> withStrategies(List<String> given) {
        if (given.stream().anyMatch(argument -> argument.contains(STRATEGY))) {
            return given;
        }
        List<String> all = new ArrayList<>(given);
        all.add("-p");
        all.add(
                WaitAny.strategies().stream()
                        .filter(Support::available)
                        .map(Support::strategy)
                        .collect(Collectors.joining(",", STRATEGY, "")));
        return all;
    }
}
