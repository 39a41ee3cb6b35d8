/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench;

import dev.waitany.linux.SystemCallCount;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * System calls per operation of each cell, counted in a JVM of their own: the counting would show
 * in other figures.
 */
final class SystemCalls {
    private SystemCalls() {}

    static Map<Cell, Double> count(List<Cell> cells) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-XX:+UseSerialGC");
        command.add("-D" + SystemCallCount.PROPERTY + "=true");
        command.add("--enable-native-access=ALL-UNNAMED");
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(Main.class.getName());
        command.add("count");
        cells.forEach(
                cell -> command.add(cell.workload() + ":" + cell.strategy() + ":" + cell.words()));
        Process process =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        Map<Cell, Double> counts = new HashMap<>();
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (Cell cell : cells) {
                String line = lines.readLine();
                if (line == null) {
                    throw new IOException("counting system calls ended at " + cell);
                }
                counts.put(cell, Double.parseDouble(line));
            }
        } finally {
            process.destroy();
        }
        process.waitFor();
        return counts;
    }
}
