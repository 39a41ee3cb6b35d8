/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.container;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program of this machine, run to its end. */
final class Command {
    /**
     * How it ended.
     *
     * @param code -1 if it was killed since it took too long
     * @param output both its streams
     */
    record Ended(int code, String output, Duration limit) {
        String how() {
            return code < 0 ? "not over after " + limit.toSeconds() + " s" : "exit code " + code;
        }

        /** The last lines. */
        String tail(int lines) {
            List<String> all = output.strip().lines().toList();
            return String.join("\n", all.subList(Math.max(0, all.size() - lines), all.size()));
        }
    }

    private final List<String> words;

    Command(String... words) {
        this.words = new ArrayList<>(List.of(words));
    }

    Command add(String... more) {
        words.addAll(List.of(more));
        return this;
    }

    /** What it is, for people: with the programs that it wraps. */
    String name() {
        return String.join(" ", words);
    }

    /**
     * Runs it.
     *
     * @throws IOException if it cannot be started
     */
    Ended run(Duration limit) throws IOException {
        Path output = Files.createTempFile("command", ".log");
        try {
            Process process =
                    new ProcessBuilder(words)
                            .redirectErrorStream(true)
                            .redirectOutput(output.toFile())
                            .start();
            boolean over = waitFor(process, limit);
            return new Ended(over ? process.exitValue() : -1, read(output), limit);
        } finally {
            Files.delete(output);
        }
    }

    private static boolean waitFor(Process process, Duration limit) {
        try {
            if (process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                return true;
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
        return false;
    }

    private static String read(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    }
}
