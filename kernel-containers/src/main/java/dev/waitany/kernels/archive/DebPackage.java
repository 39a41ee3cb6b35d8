/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.kernels.archive;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A package as described by the archive's signed index.
 *
 * @param bytes its size
 * @param sha256 its checksum, hexadecimal
 */
record DebPackage(String name, String version, long bytes, String sha256) {
    /** Parses the output of {@code apt-cache show}: paragraphs of {@code Field: value}. */
    static List<DebPackage> parse(String paragraphs) {
        return Stream.of(paragraphs.split("\\n\\s*\\n"))
                .map(DebPackage::ofParagraph)
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<DebPackage> ofParagraph(String paragraph) {
        var fields =
                paragraph
                        .lines()
                        .filter(line -> !line.startsWith(" ") && line.contains(": "))
                        .map(line -> line.split(": ", 2))
                        .collect(
                                Collectors.toMap(
                                        field -> field[0], field -> field[1], (a, _) -> a));
        Function<String, String> field = name -> fields.getOrDefault(name, "");
        if (!fields.keySet().containsAll(List.of("Package", "Version", "Size", "SHA256"))) {
            return Optional.empty();
        }
        return Optional.of(
                new DebPackage(
                        field.apply("Package"),
                        field.apply("Version"),
                        Long.parseLong(field.apply("Size")),
                        field.apply("SHA256")));
    }

    @Override
    public String toString() {
        return name + " " + version;
    }
}
