/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.kernels.guest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GuestMainTest {
    @TempDir private Path folder;

    @Test
    void linkedRuntimeRunsTestsAndReportsEveryEvent() throws Exception {
        Path results = folder.resolve("results");
        JavaRuntime runtime = JavaRuntime.in(folder);
        assertThat(JavaRuntime.in(folder)).as("linked once").isEqualTo(runtime);
        List<String> command =
                new GuestCommand(runtime.java(), classPath())
                        .resultsTo(results.toString())
                        .testClass(EveryOutcome.class.getName())
                        .build();
        assertThat(run(command)).as("exit code: a test has failed").isEqualTo(1);
        List<String> events = events(results);
        assertThat(events)
                .containsSubsequence(
                        "CONTAINER EveryOutcome",
                        "TEST aborts()",
                        "ABORTED aborts() nothing to see",
                        "TEST fails()",
                        "SKIPPED isDisabled() another time",
                        "TEST passes(TestReporter, TestInfo)",
                        "ENTRY name passes(TestReporter, TestInfo)",
                        "PASSED passes(TestReporter, TestInfo)",
                        "PASSED EveryOutcome",
                        "OVER")
                .startsWith("CONTAINER EveryOutcome")
                .endsWith("OVER");
        assertThat(events)
                .anyMatch(event -> event.startsWith("FAILED fails()") && event.contains("[one]"));
    }

    @Test
    void nothingToRunIsRefused() throws Exception {
        Path java = Path.of(System.getProperty("java.home"), "bin/java");
        assertThat(run(new GuestCommand(java, classPath()).build())).isEqualTo(2);
    }

    private int run(List<String> command) throws Exception {
        File output = folder.resolve("output").toFile();
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(output)
                        .start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("ended").isTrue();
        } finally {
            process.destroyForcibly();
        }
        return process.exitValue();
    }

    private static List<Path> classPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .toList();
    }

    private static List<String> events(Path results) throws IOException {
        List<String> events = new ArrayList<>();
        for (String line : Files.readAllLines(results)) {
            GuestEvent event = GuestEvent.of(line).orElseThrow();
            String detail = isBegin(event) ? "" : event.detail(); // a begin has a unique id
            assertThat(event.detail().startsWith("[engine:")).isEqualTo(isBegin(event));
            events.add((event.kind() + " " + event.name() + " " + detail).strip());
        }
        return events;
    }

    private static boolean isBegin(GuestEvent event) {
        return event.kind() == GuestEvent.Kind.TEST || event.kind() == GuestEvent.Kind.CONTAINER;
    }
}
