/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Names of classes, methods and tests in the prose of pages are names in the sources. */
class NamesTest {
    /** Inline code that is one name, perhaps qualified, perhaps with arguments. */
    private static final Pattern NAME = Pattern.compile("`(\\w+(?:\\.\\w+)*)(?:\\([^`]*\\))?`");

    /** A word with a capital inside, so not a plain word. */
    private static final Pattern MIXED_CASE = Pattern.compile("\\w*[a-z0-9_][A-Z]\\w*");

    private static final Pattern WORD = Pattern.compile("\\w+");
    private static final Pattern SOURCE = Pattern.compile(".*\\.(java|c|xml)|waitany");
    private static final Set<String> NOT_SEARCHED = Set.of("target", ".git", "generated");

    /** A function of Windows, and a class of the JDK that no source needs. */
    private static final Set<String> FOREIGN = Set.of("WaitForMultipleObjects", "SocketChannel");

    @Test
    void everyNameIsInTheSources() throws IOException {
        Set<String> known = wordsOfSources();
        Set<String> unknown = new TreeSet<>();
        for (Page page : Page.all()) {
            Set<String> here = new HashSet<>(known);
            here.addAll(page.wordsOfBlocks());
            unknownNames(page, here).forEach(name -> unknown.add(page.path() + ": " + name));
        }
        assertThat(known.size()).as("words of sources").isGreaterThan(5_000);
        assertThat(unknown).as("names that no source has").isEmpty();
    }

    @Test
    void aNameThatNoSourceHasIsFound() {
        Page page =
                new Page(
                        Path.of("docs/a.md"),
                        """
                        `WaitAny.awaitNothing()`, `WaitAny`, `plain`, `NoSuchTest.some`
                        ```java
                        class InBlock {}
                        ```
                        and `InBlock`.
                        """);
        Set<String> known = new HashSet<>(Set.of("WaitAny"));
        known.addAll(page.wordsOfBlocks());
        assertThat(unknownNames(page, known)).containsExactly("NoSuchTest", "awaitNothing");
    }

    private static Set<String> unknownNames(Page page, Set<String> known) {
        Set<String> unknown = new TreeSet<>();
        NAME.matcher(page.withoutBlocks())
                .results()
                .flatMap(name -> WORD.matcher(name.group(1)).results())
                .map(word -> word.group())
                .filter(word -> MIXED_CASE.matcher(word).matches())
                .filter(word -> !known.contains(word) && !FOREIGN.contains(word))
                .forEach(unknown::add);
        return unknown;
    }

    private static Set<String> wordsOfSources() throws IOException {
        Set<String> words = new HashSet<>();
        Files.walkFileTree(
                Page.root(),
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes a) {
                        return NOT_SEARCHED.contains(folder.getFileName().toString())
                                ? FileVisitResult.SKIP_SUBTREE
                                : FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes a)
                            throws IOException {
                        if (SOURCE.matcher(file.getFileName().toString()).matches()) {
                            WORD.matcher(Files.readString(file))
                                    .results()
                                    .forEach(word -> words.add(word.group()));
                        }
                        return FileVisitResult.CONTINUE;
                    }
                });
        return words;
    }
}
