/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.modules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waitany.itests.harness.Strategies;
import dev.waitany.itests.harness.StrategyFacts;
import dev.waitany.itests.harness.WaitCall;
import dev.waitany.itests.process.Child;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The sample of {@code docs/how-to/add-a-strategy.md}, built as its reader would build it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 90, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class StrategySampleIT {
    private static final int LEAST_TESTS = 80;
    private static final String WOKEN = "sample-waitv WOKEN 1\n";

    private final Path root = Path.of(System.getProperty("dev.waitany.itests.root"));
    private final List<Path> path = new ArrayList<>(ModulePath.libraries());

    @TempDir private static Path folder;
    private OutsideProject sample;
    private Path program;

    @BeforeAll
    void verify() throws Exception {
        Strategies.assumeAvailable(StrategyFacts.using(WaitCall.FUTEX_WAITV).name());
        sample = OutsideProject.copy(root.resolve("examples/strategy"), folder);
        sample.maven("verify");
        path.add(sample.file("target/sample-waitv-1.jar"));
        // Without the module descriptor, which the java command would compile too.
        program =
                Files.copy(
                        root.resolve("itests/src/test/consumer/consumer/Consumer.java"),
                        Files.createDirectory(folder.resolve("consumer")).resolve("Consumer.java"));
    }

    @Test
    void passesTheWholeContractSuite() throws Exception {
        String report =
                Files.readString(
                        sample.file(
                                "target/surefire-reports/TEST-org.example.waitv.WaitvContractTest.xml"));

        assertThat(count("failures", report) + count("errors", report)).isZero();
        assertThat(count("tests", report) - count("skipped", report)).isGreaterThan(LEAST_TESTS);
    }

    @Test
    void isFoundAndWaitsOnTheClassPath() throws Exception {
        assertThat(consumer("-cp", "ALL-UNNAMED")).contains(WOKEN).doesNotContain("WARNING");
    }

    @Test
    void isFoundAndWaitsOnTheModulePath() throws Exception {
        assertThat(consumer("-p", "dev.waitany.linux,org.example.waitv"))
                .contains(WOKEN)
                .doesNotContain("WARNING");
    }

    /** Runs a program that waits with each strategy that {@code WaitAny.strategies()} lists. */
    private String consumer(String pathOption, String nativeAccess) throws Exception {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Child.java(),
                                "--illegal-native-access=deny",
                                "--enable-native-access=" + nativeAccess,
                                pathOption,
                                ModulePath.joined(path)));
        if (pathOption.equals("-p")) {
            command.addAll(List.of("--add-modules", "dev.waitany.api"));
        }
        command.add(program.toString());
        try (Child consumer = Child.start(command)) {
            String output = consumer.output();
            assertThat(consumer.exitCode()).as(output).isZero();
            return output;
        }
    }

    private static int count(String attribute, String report) {
        Matcher matcher = Pattern.compile("\\s%s=\"(\\d+)\"".formatted(attribute)).matcher(report);
        assertThat(matcher.find()).as("%s in the report", attribute).isTrue();
        return Integer.parseInt(matcher.group(1));
    }
}
