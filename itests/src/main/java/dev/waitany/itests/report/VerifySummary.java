/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/**
 * Prints the summary of a test run, and writes the full lists to {@code target/verify.txt}.
 *
 * <p>Arguments: the project's folder; when the run began, in seconds since 1970; the exit code of
 * Maven. The program's own exit code tells only whether it could print a summary.
 */
public final class VerifySummary {
    private VerifySummary() {}

    /** Runs the program. */
    public static void main(String[] arguments) throws IOException {
        Path home = Path.of(arguments[0]);
        Instant begun = Instant.ofEpochSecond(Long.parseLong(arguments[1]));
        int exitCode = Integer.parseInt(arguments[2]);
        Duration time = Duration.between(begun, Instant.now());
        Summary summary = new Summary(TestRun.read(home, begun), time, exitCode);
        Path file = home.resolve("target/verify.txt");
        Files.createDirectories(home.resolve("target"));
        Files.writeString(file, summary.listing());
        System.out.write(summary.screen(file.toString()).getBytes(StandardCharsets.UTF_8));
        System.out.flush();
    }
}
