/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.container;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waitany.kernels.machine.Until;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The launcher's Docker engine ends with the process that started it. A script stands in for
 * dockerd.
 */
@Timeout(60)
class OwnEngineTest {
    private static final Path SCRIPT =
            Path.of(
                    System.getProperty("dev.waitany.itests.root"),
                    "itests/src/main/sh/docker-engine");

    @TempDir private Path folder;
    private Path programs;
    private Path run;
    private Path data;

    @BeforeEach
    void setUp() throws IOException {
        programs = Files.createDirectory(folder.resolve("programs"));
        run = Files.createDirectory(folder.resolve("run"));
        data = folder.resolve("data");
        program(
                "dockerd",
                "echo $$ >'" + folder + "/daemon'",
                "echo 'API listen on /x'",
                "exec sleep 60");
    }

    @Test
    void endsWhenItsInputIsClosedAndLeavesNothing() throws Exception {
        Process engine = start();
        assertThat(engine.inputReader().readLine()).isEqualTo("ready");
        ProcessHandle daemon = daemon();
        assertThat(daemon.isAlive()).isTrue();
        engine.outputWriter().close();
        assertThat(engine.waitFor()).isZero();
        assertThat(daemon.isAlive()).isFalse();
        assertNothingIsLeft();
    }

    @Test
    void endsWhenItIsTerminatedAndLeavesNothing() throws Exception {
        Process engine = start();
        assertThat(engine.inputReader().readLine()).isEqualTo("ready");
        ProcessHandle daemon = daemon();
        engine.toHandle().destroy(); // a signal, and both pipes stay open
        assertThat(engine.waitFor()).isEqualTo(143);
        assertThat(daemon.isAlive()).isFalse();
        assertNothingIsLeft();
    }

    @Test
    void endsWhenNobodyListensEither() throws Exception {
        Process engine = start();
        assertThat(engine.inputReader().readLine()).isEqualTo("ready");
        ProcessHandle daemon = daemon();
        engine.destroy(); // closes both pipes at once
        engine.waitFor();
        assertThat(daemon.isAlive()).isFalse();
        assertNothingIsLeft();
    }

    @Test
    void endsWhatADaemonThatCrashedHasLeft() throws Exception {
        program(
                "dockerd",
                "sh -c 'while :; do sleep 1; done' keeper '" + run + "/exec/containerd.sock' &",
                "echo $! >'" + folder + "/daemon'",
                "echo 'API listen on /x'",
                "until [ -e '" + folder + "/crash' ]; do sleep 0.05; done",
                "kill -9 $$");
        Process engine = start();
        assertThat(engine.inputReader().readLine()).isEqualTo("ready");
        Files.createFile(folder.resolve("crash")); // not before the engine has seen it listen
        ProcessHandle keeper = daemon();
        assertThat(keeper.isAlive()).isTrue();
        engine.outputWriter().close();
        engine.waitFor();
        Until.holds(() -> !keeper.isAlive(), () -> "the end of the keeper");
        assertNothingIsLeft();
    }

    @Test
    void showsTheEndOfTheLogOfADaemonThatDoesNotStart() throws Exception {
        program("dockerd", "seq 20", "echo 'no cgroup mount found' >&2", "exit 1");
        Process engine = start();
        assertThat(said(engine))
                .startsWith("dockerd ended; the end of its log:")
                .contains("20", "no cgroup mount found")
                .doesNotContain("\n10\n");
        assertThat(engine.waitFor()).isOne();
        assertNothingIsLeft();
    }

    @Test
    void namesTheFolderThatHasNoSpace() throws Exception {
        program("df", "echo Filesystem", "echo '/dev/x 1000000 900000 102400 90% /'");
        Process engine = start();
        assertThat(said(engine))
                .isEqualTo("no space: " + data + " has 100 MiB free, and needs 2048\n");
        assertThat(engine.waitFor()).isOne();
        assertThat(folder.resolve("daemon")).doesNotExist();
        assertNothingIsLeft();
    }

    private Process start() throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(SCRIPT.toString(), run.toString(), data.toString())
                        .redirectErrorStream(true);
        builder.environment().merge("PATH", programs + ":", (path, ours) -> ours + path);
        return builder.start();
    }

    private static String said(Process engine) throws IOException {
        return new String(engine.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private ProcessHandle daemon() throws IOException {
        long pid = Long.parseLong(Files.readString(folder.resolve("daemon")).strip());
        return ProcessHandle.of(pid).orElseThrow();
    }

    private void assertNothingIsLeft() {
        assertThat(run).doesNotExist();
        assertThat(data).doesNotExist();
    }

    private void program(String name, String... lines) throws IOException {
        Path file =
                Files.writeString(
                        programs.resolve(name), "#!/bin/sh\n" + String.join("\n", lines) + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
