/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waitany.bench.results.MeasuredCell;
import dev.waitany.bench.results.Results;
import dev.waitany.bench.results.ResultsFile;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** A run that a signal ends keeps its blocks, and another run measures the rest. */
@Timeout(150)
class InterruptedRunTest {
    private static final long POLL_NANOS = 1_000_000;

    @TempDir private Path folder;

    @ParameterizedTest(name = "SIGKILL: {0}")
    @ValueSource(booleans = {false, true})
    void signalKeepsWhatWasMeasuredAndResumeMeasuresTheRest(boolean kill) throws Exception {
        ResultsFile file = new ResultsFile(folder.resolve("results.json"));
        Process process = start();
        while (process.isAlive() && !Files.exists(file.path())) {
            LockSupport.parkNanos(POLL_NANOS);
        }
        if (kill) {
            process.destroyForcibly();
        } else {
            process.destroy();
        }
        assertThat(process.waitFor()).isNotZero();
        Results partial = file.read();
        assertThat(partial.partial()).isTrue();
        assertThat(partial.analysis()).isNull();
        assertThat(partial.cells().stream().mapToInt(cell -> cell.blocks().size()).sum())
                .isPositive();
        assertThat(Files.readString(log()).contains("--resume continues it")).isEqualTo(!kill);

        StringWriter errors = new StringWriter();
        CommandLine line = WaitAnyCommand.commandLine();
        line.setOut(new PrintWriter(new StringWriter())).setErr(new PrintWriter(errors, true));
        assertThat(line.execute("compare", "--resume", "--out", folder.toString()))
                .as(errors::toString)
                .isZero();
        Results whole = file.read();
        assertThat(whole.partial()).isFalse();
        assertThat(whole.plan()).isEqualTo(partial.plan());
        assertThat(whole.environment()).isEqualTo(partial.environment());
        assertThat(whole.cells())
                .extracting(MeasuredCell::id)
                .containsExactlyElementsOf(partial.cells().stream().map(MeasuredCell::id).toList());
        assertThat(whole.cells())
                .allSatisfy(cell -> assertThat(cell.blocks().size()).isBetween(5, 7));
    }

    private Process start() throws Exception {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        WaitAnyCommand.class.getName(),
                        "compare",
                        "--quick",
                        "--strategies",
                        "threads",
                        "--workload",
                        "ping-pong",
                        "--words",
                        "1,2",
                        "--out",
                        folder.toString())
                .redirectErrorStream(true)
                .redirectOutput(log().toFile())
                .start();
    }

    private Path log() {
        return folder.resolve("log");
    }
}
