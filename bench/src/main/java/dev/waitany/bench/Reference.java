/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The C program that does the same, compiled when it is needed, as a process that answers one line
 * for one.
 */
final class Reference implements AutoCloseable {
    /** What C took. */
    record Figures(long operations, long p50, long p90, long p99, long max, long cpuPerOperation) {}

    private final Process process;
    private final PrintWriter orders;
    private final BufferedReader answers;

    private Reference(Process process) {
        this.process = process;
        this.orders = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true);
        this.answers = process.inputReader(StandardCharsets.UTF_8);
    }

    /** The reference, or nothing where gcc, or what it made, cannot be run. */
    static Optional<Reference> compile() {
        Path folder;
        try {
            folder = Files.createTempDirectory("waitany-reference");
        } catch (IOException nowhereToWrite) { // a read-only root, for one
            return Optional.empty();
        }
        try {
            try {
                return compile(folder) ? start(folder) : Optional.empty();
            } finally {
                delete(folder); // the program runs on without its file, and none is left behind
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the C reference", e);
        }
    }

    private static Optional<Reference> start(Path folder) {
        try {
            return Optional.of(
                    new Reference(
                            new ProcessBuilder(folder.resolve("reference").toString())
                                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                                    .start()));
        } catch (IOException notExecutable) { // a /tmp mounted noexec
            return Optional.empty();
        }
    }

    /** One block of the workload. */
    Figures run(Cell cell, Duration span, Placement placement, long seed) {
        orders.println(
                String.join(
                        " ",
                        "run",
                        cell.strategy(),
                        String.valueOf(cell.size()),
                        String.valueOf(span.toMillis()),
                        String.valueOf(seed & 0x7fff_ffffL),
                        String.valueOf(placement.driver()),
                        String.valueOf(placement.waiter())));
        String answer = readLine();
        String[] numbers = answer.split(" ");
        if (numbers.length != 6) {
            throw new IllegalStateException("the C reference on " + cell + ": " + answer);
        }
        long[] n = Stream.of(numbers).mapToLong(Long::parseLong).toArray();
        return new Figures(n[0], n[1], n[2], n[3], n[4], n[5]);
    }

    @Override
    public void close() {
        orders.close(); // it ends when its input does
        try {
            if (!process.waitFor(Duration.ofSeconds(2))) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    static Path source(Path folder) throws IOException {
        Path source = folder.resolve("reference.c");
        try (InputStream code = Reference.class.getResourceAsStream("reference.c")) {
            if (code == null) {
                throw new IOException("reference.c is not in the jar");
            }
            Files.copy(code, source);
        }
        return source;
    }

    private static boolean compile(Path folder) throws IOException {
        String program = folder.resolve("reference").toString();
        try {
            Process gcc =
                    new ProcessBuilder(
                                    "gcc",
                                    "-O2",
                                    "-std=gnu11",
                                    "-pthread",
                                    "-o",
                                    program,
                                    source(folder).toString())
                            .redirectErrorStream(true)
                            .redirectOutput(folder.resolve("gcc.log").toFile())
                            .start();
            return gcc.waitFor() == 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (IOException noGcc) {
            return false;
        }
    }

    private String readLine() {
        try {
            String line = answers.readLine();
            return line == null ? "it ended" : line;
        } catch (IOException e) {
            throw new UncheckedIOException("the C reference", e);
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
