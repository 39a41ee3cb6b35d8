/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.scale;

import dev.waitany.itests.container.Docker;
import dev.waitany.itests.container.TestImage;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The command line of {@code ./waitany} in a container. */
record BenchCommand(TestImage image) {
    /** What each shard of the tests measures, a second or two for each of four sizes. */
    static final List<String> SMALL =
            List.of(
                    "--quick",
                    "--workload",
                    "ping-pong",
                    "--strategies",
                    "threads",
                    "--words",
                    "1,2,3,4");

    /** Returns the command with variables of the environment. */
    List<String> line(String variables, List<String> arguments) {
        List<String> line = new ArrayList<>(List.of("env"));
        line.addAll(List.of(variables.split(" ")));
        line.add(image.java().toString());
        line.addAll(List.of("-XX:+UseSerialGC", "-jar", jar()));
        line.addAll(arguments);
        return line;
    }

    private String jar() {
        return Docker.require(
                        image,
                        Docker.BENCH + "/waitany-bench.jar",
                        "bench/target/waitany-bench.jar is not built")
                .toString();
    }

    static List<String> joined(List<String> first, List<String> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }
}
