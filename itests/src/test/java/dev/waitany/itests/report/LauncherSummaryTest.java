/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code ./waitany verify} in a project that has the launcher, the sources of this package, and a
 * Maven that copies a report and fails.
 */
class LauncherSummaryTest {
    private static final Path ROOT = Path.of(System.getProperty("dev.waitany.itests.root"));
    private static final String SOURCES = "itests/src/main/java/dev/waitany/itests/report";

    private record Ended(int code, List<String> lines) {}

    @TempDir private Path home;

    @BeforeEach
    void setUp() throws IOException {
        Files.copy(ROOT.resolve("waitany"), home.resolve("waitany"));
        Path reports = Files.createDirectories(home.resolve("api/target/surefire-reports"));
        Path old = Files.writeString(reports.resolve("TEST-old.xml"), report());
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minusSeconds(60)));
        Files.writeString(home.resolve("report.xml"), report());
        program(
                "mvn",
                "echo 'BUILD FAILURE'",
                "cp report.xml '" + reports + "/TEST-new.xml'",
                "exit 3");
        for (String name : List.of("gcc", "qemu-system-x86_64", "busybox", "docker")) {
            program(name);
        }
    }

    @Test
    void summaryOfThisRunIsPrintedLast() throws Exception {
        Path sources = Files.createDirectories(home.resolve(SOURCES));
        try (var files = Files.newDirectoryStream(ROOT.resolve(SOURCES), "*.java")) {
            for (Path file : files) {
                Files.copy(file, sources.resolve(file.getFileName()));
            }
        }
        Ended ended = verify();
        assertThat(ended.code()).isEqualTo(3);
        assertThat(ended.lines()).contains("BUILD FAILURE");
        assertThat(ended.lines())
                .anyMatch(line -> line.matches("api +2 +2 +2 +1236.8"))
                .last()
                .isEqualTo("2 passed, 2 failed, 2 skipped");
        assertThat(home.resolve("target/verify.txt")).content().contains("SomeTest.lacksRings");
    }

    @Test
    void whereTheSummaryDoesNotCompileTheTestsAreCounted() throws Exception {
        Path sources = Files.createDirectories(home.resolve(SOURCES));
        Files.writeString(sources.resolve("VerifySummary.java"), "class Torn {");
        Ended ended = verify();
        assertThat(ended.code()).isEqualTo(3);
        assertThat(ended.lines())
                .contains("Maven ended with exit code 3: see its log")
                .last()
                .isEqualTo("2 passed, 2 failed, 2 skipped");
    }

    private static String report() throws IOException {
        try (var report = LauncherSummaryTest.class.getResourceAsStream("/reports/surefire.xml")) {
            assertThat(report).isNotNull();
            return new String(report.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private Ended verify() throws Exception {
        ProcessBuilder builder =
                new ProcessBuilder("sh", home.resolve("waitany").toString(), "verify")
                        .redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("PATH", home.resolve("bin") + ":" + System.getenv("PATH"));
        builder.environment().put("WAITANY_KERNEL_HEADERS", home.toString()); // nothing to fetch
        Process process = builder.start();
        List<String> lines = process.inputReader(StandardCharsets.UTF_8).readAllLines();
        return new Ended(process.waitFor(), lines);
    }

    private void program(String name, String... lines) throws IOException {
        Path file = Files.createDirectories(home.resolve("bin")).resolve(name);
        Files.writeString(file, "#!/bin/sh\n" + String.join("\n", lines) + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
