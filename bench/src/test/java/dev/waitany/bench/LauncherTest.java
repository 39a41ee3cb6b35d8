/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The launcher with a Maven that only says what it was asked, and ends as it is told. */
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

    private Ended launch(int mavenEndsWith, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("sh", "../waitany"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("PATH", folder + ":" + System.getenv("PATH"));
        builder.environment().put("MAVEN_ENDS_WITH", String.valueOf(mavenEndsWith));
        builder.environment().put("WAITANY_KERNEL_HEADERS", folder.toString()); // nothing to fetch
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
