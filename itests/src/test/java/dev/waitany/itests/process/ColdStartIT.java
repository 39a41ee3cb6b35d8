/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The first wait of a new JVM. */
@Timeout(value = 90, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ColdStartIT {
    private static final Pattern TOOK = Pattern.compile("took (\\d+) us");

    /** Six times what a busy machine of two CPUs takes. */
    private static final long MOST = 1_500_000; // µs

    @TempDir Path folder;

    @Test
    void openAndFirstWaitTakeAFractionOfASecond() throws Exception {
        long best = Long.MAX_VALUE;
        for (int run = 0; run < 3; run++) {
            best = Math.min(best, took());
        }
        System.out.println("open and first wait in a new JVM: " + best / 1_000 + " ms");
        assertThat(best).as("µs, the best of 3 runs").isLessThan(MOST);
    }

    @Test
    void openDoesNotSetUpTheFlightRecorder() throws Exception {
        Path loaded = folder.resolve("loaded");
        took("-Xlog:class+load:file=" + loaded);
        assertThat(Files.readString(loaded))
                .contains("dev.waitany.WaitAny ")
                .doesNotContain("jdk.jfr.internal.", "dev.waitany.recording.WaitEvent");
    }

    /** Without this the above could pass because no event is loaded ever. */
    @Test
    void openDuringARecordingLoadsTheEvent() throws Exception {
        Path loaded = folder.resolve("loaded");
        took("-XX:StartFlightRecording:filename=" + folder, "-Xlog:class+load:file=" + loaded);
        assertThat(Files.readString(loaded)).contains("dev.waitany.recording.WaitEvent");
    }

    private static long took(String... options) throws Exception {
        List<String> command = new ArrayList<>(List.of(Child.java()));
        command.addAll(List.of(options));
        command.addAll(
                List.of(
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        FirstWait.class.getName()));
        try (Child jvm = Child.start(command)) {
            String output = jvm.output();
            assertThat(jvm.exitCode()).as(output).isZero();
            Matcher took = TOOK.matcher(output);
            assertThat(took.find()).as(output).isTrue();
            return Long.parseLong(took.group(1));
        }
    }
}
