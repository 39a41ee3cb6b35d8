/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waitany.Support;
import dev.waitany.itests.container.Docker;
import dev.waitany.itests.container.TestContainer;
import dev.waitany.itests.container.TestImage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The output of {@code doctor --json} in a container. */
record Doctor(List<Support> strategies, String chosen) {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    /** Runs doctor from the jar, as a user would. */
    static Doctor ask(TestContainer container, TestImage image) throws Exception {
        Path jar =
                Docker.require(
                        image,
                        Docker.BENCH + "/waitany-bench.jar",
                        "bench/target/waitany-bench.jar has not been built: no doctor");
        List<String> said = new CopyOnWriteArrayList<>();
        long code =
                container
                        .start(
                                List.of(
                                        image.java().toString(),
                                        "-jar",
                                        jar.toString(),
                                        "doctor",
                                        "--json"),
                                said::add)
                        .await(LIMIT);
        String output = String.join("\n", said);
        assertThat(code).as(output).isZero();
        // The container has one stream. Doctor says what it will try on its standard error.
        List<String> tried = said.stream().takeWhile(line -> line.startsWith("trying ")).toList();
        Doctor doctor = of(new JsonMapper().readTree(rest(said, tried.size())));
        assertThat(tried).hasSameSizeAs(doctor.strategies);
        return doctor;
    }

    private static String rest(List<String> lines, int from) {
        return String.join("\n", lines.subList(from, lines.size()));
    }

    private static Doctor of(JsonNode report) {
        List<Support> strategies = new ArrayList<>();
        for (JsonNode strategy : report.get("strategies")) {
            strategies.add(
                    new Support(
                            strategy.get("strategy").asString(),
                            strategy.get("available").asBoolean(),
                            strategy.get("reason").asString(),
                            strategy.get("remedy").asString()));
        }
        return new Doctor(strategies, report.get("chosen").asString());
    }

    List<String> available() {
        return strategies.stream().filter(Support::available).map(Support::strategy).toList();
    }
}
