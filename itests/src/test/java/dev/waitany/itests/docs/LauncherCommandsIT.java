/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.waitany.itests.process.Child;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Every {@code ./waitany COMMAND} that the docs tell readers to run is a command. */
class LauncherCommandsIT {
    private static final Pattern USE = Pattern.compile("\\./waitany ([a-z][a-z-]*)");

    @Test
    void everyCommandOfTheDocsExists() throws Exception {
        Path jar = Page.root().resolve("bench/target/waitany-bench.jar");
        assumeTrue(Files.exists(jar), "bench/target/waitany-bench.jar has not been built");
        Map<String, Path> used = new TreeMap<>();
        for (Page page : Page.all()) {
            USE.matcher(page.text()).results().forEach(use -> used.put(use.group(1), page.path()));
        }
        assertThat(used).as("commands in the docs").isNotEmpty();
        String ofAll = help(jar, "--help");
        for (Map.Entry<String, Path> use : used.entrySet()) {
            assertThat(help(jar, use.getKey(), "-h"))
                    .as("help of ./waitany %s, in %s", use.getKey(), use.getValue())
                    .isNotEqualTo(ofAll);
        }
        assertThat(help(jar, "no-command", "-h")).as("help of no command").isEqualTo(ofAll);
    }

    private static String help(Path jar, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(Child.java(), "-jar", jar.toString()));
        command.addAll(List.of(arguments));
        try (Child help = Child.start(command)) {
            return help.output();
        }
    }
}
