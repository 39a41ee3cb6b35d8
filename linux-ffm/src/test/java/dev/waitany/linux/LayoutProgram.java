/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.linux;

import java.io.IOException;
import java.io.Serial;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A C program that prints constants, sizes and offsets of the kernel headers. If gcc reports
 * errors, since the headers lack some names, the lines of those names are removed and the rest is
 * compiled again.
 */
final class LayoutProgram {
    private static final Pattern ERROR_LINE = Pattern.compile("layout\\.c:(\\d+):.*error:.*");
    private static final int MOST_COMPILATIONS = 8;

    private final Path folder;
    private final List<String> lines = new ArrayList<>();

    LayoutProgram(Path folder, List<String> constants, Map<String, List<String>> structures)
            throws IOException {
        this.folder = folder;
        String header = Files.readString(Path.of("src/jextract/linux-uapi.h"));
        lines.addAll(header.lines().filter(line -> line.startsWith("#")).toList());
        lines.add("#include <stddef.h>");
        lines.add("#include <stdio.h>");
        lines.add("int main(void) {");
        constants.forEach(name -> print(name, "(long long) " + name));
        structures.forEach(
                (structure, fields) -> {
                    print("sizeof " + structure, "(long long) sizeof(struct " + structure + ")");
                    fields.forEach(
                            field ->
                                    print(
                                            structure + "." + field,
                                            "(long long) offsetof(struct "
                                                    + structure
                                                    + ", "
                                                    + field
                                                    + ")"));
                });
        lines.add("return 0; }");
    }

    Map<String, Long> run() throws IOException, InterruptedException, NoCompilerException {
        for (int i = 0; i < MOST_COMPILATIONS; i++) {
            Set<Integer> refused = compile();
            if (refused.isEmpty()) {
                return execute();
            }
            refused.forEach(line -> lines.set(line - 1, ""));
        }
        throw new NoCompilerException("gcc reports errors in more lines with every compilation");
    }

    private void print(String name, String expression) {
        lines.add("printf(\"%s=%lld\\n\", \"" + name + "\", " + expression + ");");
    }

    private Set<Integer> compile() throws IOException, InterruptedException, NoCompilerException {
        Files.write(folder.resolve("layout.c"), lines);
        List<String> command =
                new ArrayList<>(List.of("gcc", "-fmax-errors=0", "-o", "layout", "layout.c"));
        String headers = System.getenv("WAITANY_KERNEL_HEADERS");
        if (headers != null) {
            command.addAll(
                    List.of(
                            "-isystem",
                            headers,
                            "-isystem",
                            headers + "/" + machine() + "-linux-gnu"));
        }
        Process gcc;
        try {
            gcc =
                    new ProcessBuilder(command)
                            .directory(folder.toFile())
                            .redirectErrorStream(true)
                            .start();
        } catch (IOException e) {
            throw new NoCompilerException(e.toString());
        }
        String output = new String(gcc.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        Set<Integer> refused = new HashSet<>();
        output.lines()
                .map(ERROR_LINE::matcher)
                .filter(Matcher::matches)
                .forEach(m -> refused.add(Integer.valueOf(m.group(1))));
        if (gcc.waitFor() != 0 && refused.isEmpty()) {
            throw new NoCompilerException(output);
        }
        return refused;
    }

    private Map<String, Long> execute() throws IOException, InterruptedException {
        Process program = new ProcessBuilder(folder.resolve("layout").toString()).start();
        Map<String, Long> values = new HashMap<>();
        for (String line : program.inputReader(StandardCharsets.UTF_8).lines().toList()) {
            int equals = line.lastIndexOf('=');
            values.put(line.substring(0, equals), Long.valueOf(line.substring(equals + 1)));
        }
        program.waitFor();
        return values;
    }

    private static String machine() {
        String architecture = System.getProperty("os.arch");
        return architecture.equals("amd64") ? "x86_64" : architecture;
    }

    /** There is no C compiler, or it finds no headers. */
    static final class NoCompilerException extends Exception {
        @Serial private static final long serialVersionUID = 1;

        NoCompilerException(String message) {
            super(message);
        }
    }
}
