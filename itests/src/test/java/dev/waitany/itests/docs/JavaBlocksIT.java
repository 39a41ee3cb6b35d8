/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.waitany.itests.harness.Strategies;
import dev.waitany.itests.harness.StrategyFacts;
import dev.waitany.itests.harness.WaitCall;
import dev.waitany.itests.process.Child;
import dev.waitany.kernels.machine.Folders;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The code of the docs, as a reader would try it: copied, compiled, run ({@link JavaBlock#RULES}).
 */
class JavaBlocksIT {
    private static final long SECONDS = 60;

    @TempDir private Path folder;

    @TestFactory
    Stream<DynamicTest> blocks() throws IOException {
        List<JavaBlock> blocks =
                Page.all().stream().flatMap(page -> JavaBlock.of(page).stream()).toList();
        assertThat(blocks).as("java blocks of the docs").isNotEmpty();
        return blocks.stream().map(block -> dynamicTest(block.name(), () -> tryOut(block)));
    }

    private void tryOut(JavaBlock block) throws Exception {
        Path classes = Files.createTempDirectory(folder, "block");
        try {
            assertThat(Compilation.problems(block, classes))
                    .as("%s compiles.\n%s", block.name(), JavaBlock.RULES)
                    .isEmpty();
            if (block.isRun()) {
                assertPrints(block, classes);
            }
        } finally {
            Folders.delete(classes);
        }
    }

    private static void assertPrints(JavaBlock block, Path classes) throws Exception {
        if (block.code().contains("dev.waitany.ring")) {
            Strategies.assumeAvailable(StrategyFacts.using(WaitCall.RING_FUTEX_WAITV).name());
        }
        assertThat(block.printed())
                .as("what the page says %s prints.\n%s", block.name(), JavaBlock.RULES)
                .isNotEmpty();
        File errors = classes.resolve("errors").toFile();
        Process program =
                new ProcessBuilder(
                                Child.java(),
                                "--enable-native-access=ALL-UNNAMED",
                                "-cp",
                                System.getProperty("java.class.path") + ":" + classes,
                                block.typeName())
                        .redirectError(errors)
                        .start();
        try {
            assertThat(program.waitFor(SECONDS, TimeUnit.SECONDS)).as("ended in time").isTrue();
            String printed =
                    new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(program.exitValue())
                    .as("exit code of %s: %s", block.name(), Files.readString(errors.toPath()))
                    .isZero();
            assertThat(printed.strip()).as(block.name()).isEqualTo(block.printed());
        } finally {
            program.destroyForcibly();
        }
    }
}
