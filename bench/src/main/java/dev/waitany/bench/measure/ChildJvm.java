/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.measure;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Runs measurements in a JVM that does nothing else, because they would disturb the others or be
 * disturbed by them.
 *
 * @param main the class whose {@code main} runs the commands
 */
public record ChildJvm(Class<?> main) {
    /**
     * Runs a command with the cells as arguments.
     *
     * @param options options of the JVM
     * @param command prints one line for each cell, in order
     */
    <T> Map<Cell, T> ask(
            List<String> options, String command, List<Cell> cells, Function<String, T> parse)
            throws IOException, InterruptedException {
        Map<Cell, T> answers = new HashMap<>();
        if (cells.isEmpty()) {
            return answers;
        }
        Process process = start(options, command, cells);
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (Cell cell : cells) {
                String line = lines.readLine();
                if (line == null) {
                    throw new IOException(command + " ended at " + cell);
                }
                answers.put(cell, parse.apply(line));
            }
        } finally {
            process.destroy();
        }
        process.waitFor();
        return answers;
    }

    /** Starts a JVM that runs a command, with its errors on this process' standard error. */
    Process start(List<String> options, String command, List<Cell> cells) throws IOException {
        return new ProcessBuilder(commandLine(options, command, cells))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private List<String> commandLine(List<String> options, String command, List<Cell> cells) {
        List<String> line = new ArrayList<>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.add("-XX:+UseSerialGC");
        line.addAll(options);
        line.add("--enable-native-access=ALL-UNNAMED");
        line.add("-cp");
        line.add(System.getProperty("java.class.path"));
        line.add(main.getName());
        line.add(command);
        cells.forEach(cell -> line.add(cell.argument()));
        return line;
    }
}
