/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A Markdown page of the repository.
 *
 * @param path relative to the repository's root
 */
record Page(Path path, String text) {
    private static final Path ROOT = Path.of(System.getProperty("dev.waitany.itests.root"));
    private static final Pattern FENCED = Pattern.compile("(?ms)^```.*?^```[ \\t]*$");
    private static final Pattern WORD = Pattern.compile("\\w+");
    private static final Pattern INLINE_CODE = Pattern.compile("`[^`\\n]*(\\n[^`\\n]+)?`");
    private static final Pattern LINK =
            Pattern.compile(
                    "\\]\\(\\s*<?([^)\\s>]+)>?(\\s+\"[^\"]*\")?\\s*\\)|(?m)^\\[[^]]+]:\\s*(\\S+)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6}\\s+(.*?)\\s*#*$");
    private static final Pattern ANCHOR = Pattern.compile("<a (?:id|name)=\"([^\"]+)\"");

    /** Returns README.md, CONTRIBUTING.md and all pages below docs. */
    static List<Page> all() throws IOException {
        List<Path> paths = new ArrayList<>();
        paths.add(Path.of("README.md"));
        paths.add(Path.of("CONTRIBUTING.md"));
        try (Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
            docs.filter(file -> file.toString().endsWith(".md"))
                    .map(ROOT::relativize)
                    .sorted()
                    .forEach(paths::add);
        }
        List<Page> pages = new ArrayList<>();
        for (Path path : paths) {
            pages.add(new Page(path, Files.readString(ROOT.resolve(path))));
        }
        return pages;
    }

    static Path root() {
        return ROOT;
    }

    /** Returns the text without its fenced blocks. */
    String withoutBlocks() {
        return FENCED.matcher(text).replaceAll("");
    }

    /** Returns the words in its fenced blocks. */
    Set<String> wordsOfBlocks() {
        return FENCED.matcher(text)
                .results()
                .flatMap(block -> WORD.matcher(block.group()).results())
                .map(word -> word.group())
                .collect(Collectors.toSet());
    }

    /** Returns the targets of its links, without those of other sites. */
    List<String> links() {
        String prose = INLINE_CODE.matcher(withoutBlocks()).replaceAll("");
        return LINK.matcher(prose)
                .results()
                .map(link -> link.group(1) == null ? link.group(3) : link.group(1))
                .filter(target -> !target.matches("[a-z]+:.*"))
                .toList();
    }

    /**
     * Returns what a link to this page may have after the #, as GitHub derives it from headings.
     */
    List<String> anchors() {
        String prose = withoutBlocks();
        List<String> anchors = new ArrayList<>();
        Matcher heading = HEADING.matcher(prose);
        while (heading.find()) {
            String anchor = anchor(heading.group(1));
            String unique = anchor;
            for (int i = 1; anchors.contains(unique); i++) {
                unique = anchor + "-" + i;
            }
            anchors.add(unique);
        }
        ANCHOR.matcher(prose).results().map(anchor -> anchor.group(1)).forEach(anchors::add);
        return anchors;
    }

    private static String anchor(String heading) {
        return heading.replaceAll("\\[([^]]*)]\\([^)]*\\)", "$1")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}\\p{M}_ -]", "")
                .replace(' ', '-');
    }
}
