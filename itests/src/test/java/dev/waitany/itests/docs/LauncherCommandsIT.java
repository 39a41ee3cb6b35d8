/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.waitany.itests.process.Child;
import java.nio.file.Files;
import java.nio.file.Path;
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
        for (Map.Entry<String, Path> use : used.entrySet()) {
            try (Child help =
                    Child.start(List.of(Child.java(), "-jar", jar.toString(), use.getKey(), "-h"))) {
                String output = help.output();
                assertThat(help.exitCode())
                        .as("./waitany %s -h, in %s: %s", use.getKey(), use.getValue(), output)
                        .isZero();
            }
        }
    }
}
