/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.waitany.itests.process.Child;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The examples of pages, as a reader would try them: copied, compiled, run. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ReadmeExampleIT {
    private static final Pattern FIRST_JAVA_BLOCK =
            Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
    private static final Pattern WHAT_IT_PRINTS = Pattern.compile("It prints `([^`]+)`");

    @TempDir Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "docs/reference/futex-ring.md"})
    void exampleCompilesAndPrintsWhatThePageSays(String page) throws Exception {
        Path file = Path.of(System.getProperty("dev.waitany.itests.root"), page);
        assumeTrue(Files.exists(file), "there is no " + page + " to take an example from");
        String text = Files.readString(file);
        Path source =
                Files.writeString(folder.resolve("Example.java"), find(FIRST_JAVA_BLOCK, text));
        run("javac", "-Xlint:all,-path", "-Werror", "-d", folder.toString(), source.toString());
        String printed = run("java", "--enable-native-access=ALL-UNNAMED", "Example");
        assertThat(printed.strip()).isEqualTo(find(WHAT_IT_PRINTS, text));
    }

    private String run(String command, String... arguments) throws Exception {
        String path = System.getProperty("java.class.path") + ":" + folder;
        List<String> line =
                new ArrayList<>(
                        List.of(
                                Path.of(Child.java()).resolveSibling(command).toString(),
                                "-cp",
                                path));
        line.addAll(List.of(arguments));
        try (Child child = Child.start(line)) {
            String output = child.output();
            assertThat(child.exitCode()).as("%s: %s", command, output).isZero();
            return output;
        }
    }

    private static String find(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        assertThat(matcher.find()).as("%s in the page", pattern).isTrue();
        return matcher.group(1);
    }
}
