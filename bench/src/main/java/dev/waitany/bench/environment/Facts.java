/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.environment;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Reads facts from files and programs; what cannot be read gives a default. */
final class Facts {
    /** Stands for a fact that cannot be found out. */
    static final String UNKNOWN = "unknown";

    private Facts() {}

    /** Returns the text of a file without surrounding white space. */
    static String text(String file, String otherwise) {
        try {
            return Files.readString(Path.of(file)).strip();
        } catch (IOException | SecurityException absent) {
            return otherwise;
        }
    }

    /** Returns what follows the key, and a colon, in the first line that begins with the key. */
    static String value(String file, String key, String otherwise) {
        return lines(file).stream()
                .filter(line -> line.startsWith(key))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse(otherwise);
    }

    /** Returns the lines of a file; none if it cannot be read. */
    static List<String> lines(String file) {
        try {
            return Files.readAllLines(Path.of(file), StandardCharsets.UTF_8);
        } catch (IOException | SecurityException absent) {
            return List.of();
        }
    }

    /** Returns the texts of all files in a folder, by file name. */
    static Map<String, String> texts(String folder) {
        Map<String, String> texts = new TreeMap<>();
        try (Stream<Path> files = Files.list(Path.of(folder))) {
            files.filter(Files::isRegularFile)
                    .forEach(
                            file ->
                                    texts.put(
                                            String.valueOf(file.getFileName()),
                                            text(file.toString(), UNKNOWN)));
        } catch (IOException | SecurityException absent) {
            return Map.of();
        }
        return texts;
    }

    /** Returns the output of a program that ends with 0 within two seconds. */
    static String output(String otherwise, String... command) {
        try {
            Process process =
                    new ProcessBuilder(command)
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            String output =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.waitFor(2, TimeUnit.SECONDS) && process.exitValue() == 0
                    ? output.strip()
                    : otherwise;
        } catch (IOException absent) {
            return otherwise;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return otherwise;
        }
    }

    /** Returns the first of several texts that a test accepts. */
    static String first(Predicate<String> accepted, String otherwise, List<String> texts) {
        return texts.stream().filter(accepted).findFirst().orElse(otherwise);
    }
}
