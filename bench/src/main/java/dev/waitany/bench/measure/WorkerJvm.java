/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.measure;

import dev.waitany.bench.results.BlockFigures;
import dev.waitany.bench.results.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A running {@link Worker}, seen from the process that started it. */
final class WorkerJvm implements AutoCloseable {
    private final Process process;
    private final PrintWriter requests;
    private final BufferedReader answers;

    private WorkerJvm(Process process) {
        this.process = process;
        this.requests = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true);
        this.answers = process.inputReader(StandardCharsets.UTF_8);
    }

    static WorkerJvm start(ChildJvm child) throws IOException {
        return new WorkerJvm(child.start(List.of(), Worker.COMMAND, List.of()));
    }

    /** Sets up a contestant in this JVM, which must have no other one open. */
    OpenCell open(Contestant contestant, long seed) {
        Double threadsPerWait =
                ask(contestant, "open " + contestant.cell().argument() + " " + seed)
                        .threadsPerWait();
        return new OpenCell() {
            @Override
            public BlockFigures run(Duration span, long blockSeed) {
                return Objects.requireNonNull(
                        ask(contestant, "run " + span.toNanos()).figures(), "a block has figures");
            }

            @Override
            public @Nullable Double threadsPerWait() {
                return threadsPerWait;
            }

            @Override
            public void close() {
                if (process.isAlive()) {
                    ask(contestant, "close");
                }
            }
        };
    }

    /** Ends the JVM: at once, because its cells are closed or have failed. */
    @Override
    public void close() {
        process.destroyForcibly();
        requests.close();
    }

    private Worker.Answer ask(Contestant contestant, String request) {
        requests.println(request);
        try {
            String line = answers.readLine();
            if (line == null) {
                throw new IllegalStateException(contestant + " failed: its JVM has ended");
            }
            Worker.Answer answer = Json.read(line, Worker.Answer.class);
            if (answer.error() != null) {
                throw new IllegalStateException(contestant + " failed: " + answer.error());
            }
            return answer;
        } catch (IOException e) {
            throw new IllegalStateException(contestant + " failed: " + e, e);
        }
    }
}
