/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs the launcher with a fake Maven that prints its arguments and ends with a given code. */
class LauncherTest {
    private record Ended(int code, String output) {}

    @TempDir private Path folder;

    @BeforeEach
    void setUp() throws IOException {
        program(
                "mvn",
                "echo 'WARNING: sun.misc.Unsafe::staticFieldBase has been called'",
                "echo \"asked: $*\"",
                "echo 'Tests run: 1' >&2",
                "exit \"$MAVEN_ENDS_WITH\"");
        program("gcc", "exit 0");
        program("qemu-system-x86_64", "exit 0");
        program("busybox", "exit 0");
        program("docker", "[ \"$1\" != pull ] || exit 1");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 130})
    void verifyEndsAsMavenEnds(int code) throws Exception {
        Ended ended = launch(code, "verify");
        assertThat(ended.code()).isEqualTo(code);
        assertThat(ended.output()).contains("verify\n", "Tests run: 1").doesNotContain("Unsafe");
    }

    @Test
    void verifyHandsOnWhatIsMeantForMaven() throws Exception {
        assertThat(launch(0, "verify", "--", "-pl", "a b").output()).contains("verify -pl a b\n");
    }

    @Test
    void verifyNamesAnArgumentThatItDoesNotTake() throws Exception {
        Ended ended = launch(0, "verify", "--frob");
        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.output()).contains("--frob").doesNotContain("asked");
        assertThat(ended.output().lines()).hasSize(1);
    }

    @Test
    void verifySaysWhatIsLeftOutWithoutDocker() throws Exception {
        program("docker", "exit 1");
        program("id", "echo 1000");
        Ended ended = launch(0, "verify");
        assertThat(ended.code()).isZero();
        assertThat(ended.output())
                .contains("no Docker engine answers: the tests in containers are left out")
                .contains("asked: ");
    }

    @Test
    void verifyShowsWhyAnEngineDidNotStartAndGoesOn() throws Exception {
        assumeTrue(Files.isWritable(Path.of("/run")), "/run is not ours: needs root");
        program("docker", "exit 1");
        program("id", "echo 0");
        program("debootstrap", "exit 0");
        program("dockerd", "echo 'failed to mount overlay: no such device' >&2", "exit 1");
        Ended ended = launch(0, "verify");
        assertThat(ended.code()).isZero();
        assertThat(ended.output())
                .containsSubsequence(
                        "dockerd ended; the end of its log:",
                        "failed to mount overlay: no such device",
                        "the tests in containers are left out",
                        "asked: ");
    }

    @Test
    void verifyStartsAnEngineForTheTestsAndStopsItAfterwards() throws Exception {
        assumeTrue(Files.isWritable(Path.of("/run")), "/run is not ours: needs root");
        program("docker", "exit 1");
        program("id", "echo 0");
        program("debootstrap", "exit 0");
        program("dockerd", "echo 'API listen on /x'", "echo $$ >\"$SEEN\"", "exec sleep 60");
        program("mvn", "echo \"with $DOCKER_HOST\"", "kill -0 \"$(cat \"$SEEN\")\"");
        Ended ended = launch(0, "verify");
        assertThat(ended.code()).isZero();
        Matcher socket = Pattern.compile("with unix://(/run/waitany.*)").matcher(ended.output());
        assertThat(socket.find()).as(ended.output()).isTrue();
        assertThat(Path.of(socket.group(1)).getParent()).doesNotExist();
        long engine = Long.parseLong(Files.readString(folder.resolve("seen")).strip());
        assertThat(ProcessHandle.of(engine)).isEmpty();
    }

    @Test
    void verifyDoesWithoutTheReaperOnlyWhereItsImageCannotBeHad() throws Exception {
        program("mvn", "echo \"disabled: $TESTCONTAINERS_RYUK_DISABLED.\"");
        assertThat(launch(0, "verify").output()).contains("disabled: .");
        program("docker", "[ \"$1\" = version ]");
        assertThat(launch(0, "verify").output()).contains("disabled: true.");
    }

    private Ended launch(int mavenEndsWith, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("sh", "../waitany"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("PATH", folder + ":" + System.getenv("PATH"));
        builder.environment().put("MAVEN_ENDS_WITH", String.valueOf(mavenEndsWith));
        builder.environment().put("WAITANY_KERNEL_HEADERS", folder.toString()); // nothing to fetch
        builder.environment().put("SEEN", folder.resolve("seen").toString());
        for (String name : List.of("DOCKER_HOST", "TESTCONTAINERS_RYUK_DISABLED")) {
            builder.environment().remove(name);
        }
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), output);
    }

    private void program(String name, String... lines) throws IOException {
        Path file =
                Files.writeString(
                        folder.resolve(name), "#!/bin/sh\n" + String.join("\n", lines) + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
