/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.kernels.machine;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Runs a program to its end. For one thread. */
public final class Command {
    private static final int TAIL = 10;

    /**
     * The end of a program.
     *
     * @param code its exit code; -1 if it was killed at the limit
     * @param output both its streams
     * @param limit its time limit
     */
    public record Ended(int code, String output, Duration limit) {
        /** Describes the end in words. */
        public String how() {
            return code < 0 ? "not over after " + limit.toSeconds() + " s" : "exit code " + code;
        }

        /** Returns the last lines of its output. */
        public String tail(int lines) {
            List<String> all = output.strip().lines().toList();
            return String.join("\n", all.subList(Math.max(0, all.size() - lines), all.size()));
        }
    }

    private final List<String> words;
    private final Map<String, String> environment = new HashMap<>();
    private @Nullable Path folder;

    /** Makes a command from a program and its arguments. */
    public Command(String... words) {
        this(List.of(words));
    }

    /** Makes a command from a program and its arguments. */
    public Command(List<String> words) {
        this.words = new ArrayList<>(words);
    }

    /** Adds arguments. */
    public Command add(String... more) {
        words.addAll(List.of(more));
        return this;
    }

    /** Sets its working directory. The default is that of this JVM. */
    public Command in(Path where) {
        folder = where;
        return this;
    }

    /** Adds environment variables to those of this JVM. */
    public Command with(Map<String, String> variables) {
        environment.putAll(variables);
        return this;
    }

    /** Returns its name for messages, with the programs that it wraps. */
    public String name() {
        return String.join(" ", words);
    }

    /**
     * Runs it to its end, or until the limit.
     *
     * @throws IOException if it cannot be started, or this thread is interrupted
     */
    public Ended run(Duration limit) throws IOException {
        Path output = Files.createTempFile("command", ".log");
        try {
            Process process = start(output);
            boolean over = waitFor(process, limit);
            return new Ended(over ? process.exitValue() : -1, read(output), limit);
        } finally {
            Files.delete(output);
        }
    }

    /**
     * Runs it and returns its output.
     *
     * @throws IOException if it cannot be started, fails or takes too long, with the end of its
     *     output
     */
    public String output(Duration limit) throws IOException {
        Ended ended = run(limit);
        if (ended.code() != 0) {
            throw new IOException(words.getFirst() + ": " + ended.how() + ": " + ended.tail(TAIL));
        }
        return ended.output();
    }

    private Process start(Path output) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(output.toFile());
        if (folder != null) {
            builder.directory(folder.toFile());
        }
        builder.environment().putAll(environment);
        return builder.start();
    }

    private boolean waitFor(Process process, Duration limit) throws IOException {
        try {
            return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException(words.getFirst() + ": interrupted");
        } finally {
            process.destroyForcibly();
        }
    }

    /** Replaces what is not UTF-8, because the text is for people. */
    private static String read(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    }
}
