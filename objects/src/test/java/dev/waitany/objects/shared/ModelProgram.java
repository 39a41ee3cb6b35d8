/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.objects.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The C model of the shared domain, compiled for one test class. */
final class ModelProgram {
    private static final Path SOURCE = Path.of("src/test/c/model.c"); // from the module's folder

    private final Path binary;

    private ModelProgram(Path binary) {
        this.binary = binary;
    }

    /** Compiles the model. Skips the test if there is no gcc. */
    static ModelProgram compile(Path folder) throws IOException, InterruptedException {
        boolean installed =
                Stream.of(System.getenv("PATH").split(":"))
                        .anyMatch(place -> Files.isExecutable(Path.of(place, "gcc")));
        assumeTrue(installed, "gcc is not installed: no model of the shared domain");
        Path binary = folder.resolve("model");
        run(
                List.of(
                        "gcc",
                        "-O2",
                        "-Wall",
                        "-Wextra",
                        "-Werror",
                        "-o",
                        binary.toString(),
                        SOURCE.toString()));
        return new ModelProgram(binary);
    }

    /** Runs the model, and returns what it printed. Fails if it has found a violation. */
    String run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(binary.toString()));
        command.addAll(List.of(arguments));
        return run(command);
    }

    private static String run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try {
            byte[] output = process.getInputStream().readAllBytes();
            String text = new String(output, StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as("%s: %s", command, text).isZero();
            return text;
        } finally {
            process.destroyForcibly();
        }
    }
}
