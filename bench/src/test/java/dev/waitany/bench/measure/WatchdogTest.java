/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class WatchdogTest {
    private static final Cell CELL = new Cell(new SmallWorkload("small", null), "threads", 7);

    @Test
    void workThatEndsInTimeReturnsItsValue() throws Exception {
        try (Watchdog watchdog = new Watchdog()) {
            assertThat(watchdog.watch(CELL, Duration.ofMinutes(1), () -> "done")).isEqualTo("done");
        }
    }

    @Test
    @Timeout(60)
    void cellThatHangsIsNamedAndEndsTheJvmAndItsChildren() throws Exception {
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                Hanging.class.getName())
                        .redirectError(ProcessBuilder.Redirect.PIPE)
                        .start();
        long child = Long.parseLong(process.inputReader(StandardCharsets.UTF_8).readLine());
        String errors = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isEqualTo(1);
        assertThat(errors).contains("small", "threads", "7", "did not end within 1 s");
        ProcessHandle.of(child)
                .ifPresent(
                        left -> assertThat(left.onExit()).succeedsWithin(Duration.ofSeconds(20)));
    }

    /** Hangs, with a child process that would outlive it. */
    static final class Hanging {
        private Hanging() {}

        public static void main(String[] arguments) throws Exception {
            Process child =
                    new ProcessBuilder("sleep", "300")
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            System.out.println(child.pid());
            try (Watchdog watchdog = new Watchdog()) {
                watchdog.watch(
                        CELL,
                        Duration.ofSeconds(1),
                        () -> new CountDownLatch(1).await(5, TimeUnit.MINUTES));
            }
        }
    }
}
