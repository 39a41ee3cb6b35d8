/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/** Microbenchmarks, with JMH's own options. */
@Command(
        name = "jmh",
        description = "Runs the microbenchmarks; takes JMH's options, such as -prof gc.",
        hidden = true)
final class JmhCommand implements Callable<Integer> {
    @Unmatched private List<String> arguments = new ArrayList<>();

    @Override
    public Integer call() throws Exception {
        org.openjdk.jmh.Main.main(arguments.toArray(String[]::new));
        return 0;
    }
}
