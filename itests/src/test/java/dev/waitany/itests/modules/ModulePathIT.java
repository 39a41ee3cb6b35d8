/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.modules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waitany.itests.harness.Strategies;
import dev.waitany.itests.process.Child;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A program on the module path, with native access for one module or for none. */
@Timeout(value = 90, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ModulePathIT {
    @TempDir Path classes;

    @BeforeEach
    void compile() throws Exception {
        String sources =
                System.getProperty("dev.waitany.itests.root") + "/itests/src/test/consumer";
        try (Child javac =
                Child.start(
                        List.of(
                                Path.of(Child.java()).resolveSibling("javac").toString(),
                                "-Xlint:all",
                                "-Werror",
                                "-p",
                                ModulePath.joined(ModulePath.libraries()),
                                "-d",
                                classes.toString(),
                                sources + "/module-info.java",
                                sources + "/consumer/Consumer.java"))) {
            String output = javac.output();
            assertThat(javac.exitCode()).as(output).isZero();
        }
    }

    @Test
    void nativeAccessForOneModuleIsEnoughForEveryStrategy() throws Exception {
        try (Child consumer =
                consumer(
                        "--illegal-native-access=deny",
                        "--enable-native-access=dev.waitany.linux")) {
            String output = consumer.output();
            assertThat(consumer.exitCode()).as(output).isZero();
            for (String strategy : Strategies.available()) {
                assertThat(output).contains(strategy + " WOKEN 1\n");
            }
            assertThat(output).doesNotContain("WARNING");
        }
    }

    @Test
    void whereNativeAccessIsDeniedTheFailureNamesTheOptionForTheModule() throws Exception {
        try (Child consumer = consumer("--illegal-native-access=deny")) {
            String output = consumer.output();
            assertThat(consumer.exitCode()).as(output).isNotZero();
            assertThat(output).contains("--enable-native-access=dev.waitany.linux");
        }
    }

    @Test
    void onTheClassPathTheFailureNamesTheOptionForIt() throws Exception {
        List<Path> path = new ArrayList<>(ModulePath.libraries());
        path.add(classes);
        try (Child consumer =
                Child.start(
                        List.of(
                                Child.java(),
                                "--illegal-native-access=deny",
                                "-cp",
                                ModulePath.joined(path),
                                "consumer.Consumer"))) {
            String output = consumer.output();
            assertThat(consumer.exitCode()).as(output).isNotZero();
            assertThat(output).contains("--enable-native-access=ALL-UNNAMED");
        }
    }

    private Child consumer(String... options) throws Exception {
        List<Path> path = new ArrayList<>(ModulePath.libraries());
        path.add(classes);
        List<String> command = new ArrayList<>(List.of(Child.java()));
        command.addAll(List.of(options));
        command.addAll(List.of("-p", ModulePath.joined(path), "-m", "consumer/consumer.Consumer"));
        return Child.start(command);
    }
}
