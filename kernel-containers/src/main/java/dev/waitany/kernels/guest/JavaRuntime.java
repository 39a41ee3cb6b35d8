/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.kernels.guest;

import dev.waitany.kernels.machine.Folders;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.spi.ToolProvider;

/**
 * A Java runtime for guests: the modules that tests need, linked from the running JDK.
 *
 * @param home its folder; {@code bin/java} is in it
 */
public record JavaRuntime(Path home) {
    private static final List<String> MODULES =
            List.of(
                    "java.base",
                    "java.instrument",
                    "java.logging",
                    "java.management",
                    "java.naming",
                    "java.net.http",
                    "java.sql",
                    "java.xml",
                    "jdk.jfr",
                    "jdk.management",
                    "jdk.unsupported",
                    "jdk.zipfs");

    /** Changes with the list above. */
    private static final String EDITION = "-2";

    /**
     * Returns the runtime in a cache folder, and links it if there is none of this JDK, which takes
     * some seconds. Safe for concurrent processes.
     *
     * @throws IllegalStateException if this JDK cannot link
     */
    public static JavaRuntime in(Path cache) {
        Path home =
                cache.resolve(
                        "runtime-" + Runtime.version().toString().replace('+', '_') + EDITION);
        if (!Files.isExecutable(home.resolve("bin/java"))) {
            link(home);
        }
        return new JavaRuntime(home.toAbsolutePath());
    }

    /** Returns the path of its java command. */
    public Path java() {
        return home.resolve("bin/java");
    }

    private static void link(Path home) {
        try {
            Files.createDirectories(home.toAbsolutePath().getParent());
            Path draft = Files.createTempDirectory(home.toAbsolutePath().getParent(), "linking");
            Path linked = draft.resolve("runtime");
            run(
                    "--output",
                    linked.toString(),
                    "--add-modules",
                    String.join(",", MODULES),
                    "--strip-java-debug-attributes",
                    "--no-header-files",
                    "--no-man-pages",
                    "--vm=server");
            publish(linked, home);
            Folders.delete(draft);
        } catch (IOException e) {
            throw new UncheckedIOException("linking a Java runtime in " + home, e);
        }
    }

    /** Links atomically. If another process was faster, its runtime is used. */
    private static void publish(Path linked, Path home) throws IOException {
        try {
            Files.move(linked, home);
        } catch (IOException e) {
            if (!Files.isExecutable(home.resolve("bin/java"))) {
                throw e;
            }
        }
    }

    private static void run(String... arguments) {
        ToolProvider jlink =
                ToolProvider.findFirst("jlink")
                        .orElseThrow(
                                () ->
                                        new IllegalStateException(
                                                "no jlink in this Java runtime ("
                                                        + System.getProperty("java.home")
                                                        + "): run the tests on a full JDK"));
        StringWriter said = new StringWriter();
        PrintWriter out = new PrintWriter(said);
        if (jlink.run(out, out, arguments) != 0) {
            throw new IllegalStateException("jlink failed: " + said);
        }
    }
}
