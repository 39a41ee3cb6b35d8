/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.kernel;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A program of this machine that does a step and says what went wrong. */
record Tool(Map<String, String> environment, Duration limit) {
    private static final int TAIL = 10;

    /**
     * Runs it to its end.
     *
     * @param folder where it works
     * @return what it printed
     * @throws IOException if it is missing, fails or takes too long: with the end of what it said
     */
    String run(Path folder, List<String> words) throws IOException {
        Path said = Files.createTempFile("tool", ".log");
        try {
            ProcessBuilder builder =
                    new ProcessBuilder(words)
                            .directory(folder.toFile())
                            .redirectErrorStream(true)
                            .redirectOutput(said.toFile());
            builder.environment().putAll(environment);
            Process process = builder.start();
            boolean over = waitFor(process);
            String output = Files.readString(said, StandardCharsets.UTF_8);
            if (!over || process.exitValue() != 0) {
                String how = over ? "exit code " + process.exitValue() : "not over after " + limit;
                throw new IOException(words.getFirst() + ": " + how + ": " + tail(output));
            }
            return output;
        } finally {
            Files.delete(said);
        }
    }

    private boolean waitFor(Process process) throws IOException {
        try {
            return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", interrupted);
        } finally {
            process.destroyForcibly();
        }
    }

    private static String tail(String output) {
        List<String> lines = output.strip().lines().toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL), lines.size()));
    }
}
