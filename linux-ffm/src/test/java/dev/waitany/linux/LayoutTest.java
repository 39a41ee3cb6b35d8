/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.foreign.GroupLayout;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Compares the generated bindings with a C compiler: each constant, the size of each structure, and
 * the offset of each field. A name that the installed headers lack is skipped, under its name.
 */
class LayoutTest {
    private static final Path NAMES = Path.of("src/jextract/linux-uapi.args");
    private static final String PACKAGE = "dev.waitany.linux.uapi.";

    private static Map<String, Long> fromC = Map.of();
    private static String missing = "";

    @BeforeAll
    static void compile(@TempDir Path folder) throws Exception {
        try {
            fromC = new LayoutProgram(folder, constants(), structures()).run();
        } catch (LayoutProgram.NoCompilerException e) {
            missing = "no gcc with kernel headers: " + e.getMessage();
        }
    }

    @TestFactory
    Stream<DynamicTest> constantsAreAsInC() throws IOException {
        return constants().stream()
                .map(name -> DynamicTest.dynamicTest(name, () -> compare(name, constant(name))));
    }

    @TestFactory
    Stream<DynamicTest> structuresAreAsInC() throws IOException {
        return structures().entrySet().stream()
                .flatMap(
                        entry ->
                                Stream.concat(
                                                Stream.of("sizeof " + entry.getKey()),
                                                entry.getValue().stream()
                                                        .map(field -> entry.getKey() + "." + field))
                                        .map(
                                                name ->
                                                        DynamicTest.dynamicTest(
                                                                name,
                                                                () ->
                                                                        compare(
                                                                                name,
                                                                                layout(name)))));
    }

    private static void compare(String name, long generated) {
        assumeTrue(missing.isEmpty(), missing);
        assumeTrue(fromC.containsKey(name), "the installed kernel headers are too old for " + name);
        long inC = fromC.getOrDefault(name, 0L);
        // An unsigned int above 2^31 is negative in Java.
        assertThat(generated).as(name).isIn(inC, (long) (int) inC);
    }

    private static List<String> constants() throws IOException {
        return names("--include-constant");
    }

    /**
     * Returns the structures with their fields, including those of anonymous members. Padding is
     * left out, since its fields differ between kernel releases.
     */
    private static Map<String, List<String>> structures() throws IOException {
        Map<String, List<String>> structures = new TreeMap<>();
        for (String name : names("--include-struct")) {
            structures.put(name, fields(name));
        }
        return structures;
    }

    private static List<String> names(String option) throws IOException {
        try (Stream<String> lines = Files.lines(NAMES)) {
            return lines.filter(line -> line.startsWith(option + " "))
                    .map(line -> line.substring(option.length() + 1))
                    .toList();
        }
    }

    private static List<String> fields(String structure) {
        List<String> fields = new ArrayList<>();
        for (Method method : generated(structure).getMethods()) {
            String name = method.getName();
            boolean padding =
                    name.startsWith("pad") || name.startsWith("resv") || name.startsWith("__");
            if (name.endsWith("$offset") && !padding && method.getParameterCount() == 0) {
                fields.add(name.replace("$offset", ""));
            }
        }
        return fields.stream().sorted().toList();
    }

    private static long constant(String name) throws ReflectiveOperationException {
        Object value = generated("LinuxUapi").getMethod(name).invoke(null);
        return value instanceof Number number ? number.longValue() : Long.MIN_VALUE;
    }

    private static long layout(String name) throws ReflectiveOperationException {
        if (name.startsWith("sizeof ")) {
            Class<?> structure = generated(name.substring("sizeof ".length()));
            return ((GroupLayout) structure.getMethod("layout").invoke(null)).byteSize();
        }
        String[] parts = name.split("\\.", 2);
        return (long) generated(parts[0]).getMethod(parts[1] + "$offset").invoke(null);
    }

    private static Class<?> generated(String name) {
        try {
            return Class.forName(PACKAGE + name);
        } catch (ClassNotFoundException e) {
            throw new AssertionError("the bindings lack " + name, e);
        }
    }
}
