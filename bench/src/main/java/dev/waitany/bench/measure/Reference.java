/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.measure;

import dev.waitany.bench.results.BlockFigures;
import dev.waitany.bench.results.Json;
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

/** A running C reference. {@link CSource} describes the requests and answers. */
final class Reference implements AutoCloseable {
    private final Process process;
    private final PrintWriter requests;
    private final BufferedReader answers;

    private Reference(Process process) {
        this.process = process;
        this.requests = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true);
        this.answers = process.inputReader(StandardCharsets.UTF_8);
    }

    /** Compiles and starts a program. Returns nothing if gcc or the program cannot be run. */
    static Optional<Reference> compile(CSource source) {
        Path folder;
        try {
            folder = Files.createTempDirectory("waitany-reference");
        } catch (IOException nowhereToWrite) { // for example a read-only root
            return Optional.empty();
        }
        try {
            try {
                return compile(source, folder) ? start(folder) : Optional.empty();
            } finally {
                delete(folder); // a running program does not need its file
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
        } catch (IOException notExecutable) { // for example a /tmp that is mounted noexec
            return Optional.empty();
        }
    }

    /** Returns whether the program implements the strategy of a cell in the cell's workload. */
    boolean knows(Cell cell) {
        return ask("knows", program(cell), cell.strategy()).equals("yes");
    }

    /** Runs one block of a cell, with a new waiter. */
    BlockFigures run(Cell cell, Duration span, Placement placement, long seed) {
        String answer =
                ask(
                        "run",
                        program(cell),
                        cell.strategy(),
                        String.valueOf(cell.size()),
                        String.valueOf(Math.max(1, span.toNanos() / 1000)),
                        String.valueOf(seed & 0x7fff_ffffL),
                        String.valueOf(placement.driver()),
                        String.valueOf(placement.waiter()));
        if (!answer.startsWith("{")) {
            throw new IllegalStateException("the C reference on " + cell + ": " + answer);
        }
        return Json.read(answer, BlockFigures.class);
    }

    /** Returns the workload's name without a placement, which C is told by CPUs. */
    private static String program(Cell cell) {
        return cell.workload().name().replaceFirst("@" + Placement.KIND.name() + "=[a-z-]+", "");
    }

    @Override
    public void close() {
        requests.close(); // the program exits at the end of its input
        try {
            if (!process.waitFor(Duration.ofSeconds(2))) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** Copies the source into a folder. */
    static Path copy(CSource source, Path folder) throws IOException {
        Path file = folder.resolve("reference.c");
        try (InputStream code = source.owner().getResourceAsStream(source.resource())) {
            if (code == null) {
                throw new IOException(source.resource() + " is not in the jar");
            }
            Files.copy(code, file);
        }
        return file;
    }

    private static boolean compile(CSource source, Path folder) throws IOException {
        String program = folder.resolve("reference").toString();
        String file = copy(source, folder).toString();
        try {
            Process gcc =
                    new ProcessBuilder("gcc", "-O2", "-std=gnu11", "-pthread", "-o", program, file)
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

    private String ask(String... request) {
        requests.println(String.join(" ", request));
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
