/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.kernels.boot;

import dev.waitany.kernels.KernelVersion;
import dev.waitany.kernels.guest.GuestCommand;
import dev.waitany.kernels.guest.GuestEvents;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Runs a suite's commands on this machine, one after the other. */
final class HostMachine implements KernelMachine {
    private static final Duration LONGEST_SILENCE = Duration.ofMinutes(3);
    private static final String NAME = "host";

    private final List<Path> classPath;
    private final GuestConsole console = new GuestConsole(NAME);
    private final GuestEvents events = new GuestEvents(LONGEST_SILENCE);
    private volatile @Nullable Process running;
    private volatile boolean closed;

    HostMachine(List<Path> classPath) {
        this.classPath = classPath;
        events.whenSilent(_ -> close());
    }

    @Override
    public KernelVersion line() {
        return KernelVersion.ofThisMachine();
    }

    @Override
    public GuestEvents start(GuestSuite suite) {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        List<List<String>> commands =
                suite.here().stream()
                        .map(part -> part.apply(new GuestCommand(java, classPath)).build())
                        .toList();
        Thread.ofPlatform().daemon().name("tests on " + NAME).start(() -> run(commands));
        return events;
    }

    private void run(List<List<String>> commands) {
        try {
            for (List<String> command : commands) {
                int code = run(new ProcessBuilder(command));
                console.line("exit code " + code);
            }
        } catch (IOException | InterruptedException e) {
            console.line(e.toString());
        } finally {
            events.lost(console.explain("the tests' JVM ended before its tests were over"));
        }
    }

    private int run(ProcessBuilder builder) throws IOException, InterruptedException {
        Process process = builder.start();
        running = process;
        if (closed) {
            process.destroyForcibly();
        }
        Thread output = Thread.ofVirtual().start(() -> read(process.inputReader(), console::line));
        read(
                process.errorReader(),
                line -> {
                    if (!events.line(line)) {
                        console.line(line);
                    }
                });
        output.join();
        return process.waitFor();
    }

    private void read(BufferedReader reader, Consumer<String> lines) {
        try (reader) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                lines.accept(line);
            }
        } catch (IOException e) {
            if (!closed) { // close() closes the streams
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        Process last = running;
        if (last != null) {
            last.destroyForcibly();
        }
    }
}
