/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waitany.itests.docs.JavaBlock.Kind;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the checks of the docs find, in pages that have it. */
class SiteTest {
    private static final String FENCE = "```";

    @Test
    void linksToMissingFilesAndHeadingsAreBroken() {
        Page from =
                page(
                        "docs/a.md",
                        """
                        # The `page`: with a [link](b.md)!
                        [good](../README.md) [good](b.md#what-it-does) [good](#the-page-with-a-link) [bad](c.md)
                        [bad](b.md#what-it-did) [elsewhere](https://example.org/x#y) `[code](none.md)`
                        [ref]: missing.md
                        """
                                + FENCE
                                + "\n[code](none.md)\n# no-heading\n"
                                + FENCE
                                + "\n[bad](#no-heading)\n");
        Page to = page("docs/b.md", "## What it does\n## What it does\n");
        Page readme = page("README.md", "[twice](docs/b.md#what-it-does-1)");
        assertThat(site(from, to, readme).brokenLinks())
                .containsExactly(
                        "docs/a.md links to c.md",
                        "docs/a.md links to b.md#what-it-did",
                        "docs/a.md links to missing.md",
                        "docs/a.md links to #no-heading");
    }

    @Test
    void pagesAreReachedByLinksAndByFolders() {
        Page readme = page("README.md", "[a](docs/a.md)");
        Page a = page("docs/a.md", "[folder](more)");
        Page inFolder = page("docs/more/b.md", "");
        Page alone = page("docs/alone.md", "[a](a.md)");
        assertThat(site(readme, a, inFolder, alone).unreachedFrom(Path.of("README.md")))
                .containsExactly(Path.of("docs/alone.md"));
    }

    @Test
    void blocksAreReadWithTheirCommentsAndWhatTheyPrint() {
        List<JavaBlock> blocks =
                JavaBlock.of(
                        page(
                                "docs/a.md",
                                """
                                text
                                <!-- compile: statements -->
                                ```java
                                word.wakeOne();
                                ```
                                ```java
                                public class A { public static void main(String[] a) {} }
                                ```
                                It prints `a
                                b`.
                                """));
        assertThat(blocks)
                .containsExactly(
                        new JavaBlock("docs/a.md:4", Kind.STATEMENTS, "word.wakeOne();\n", ""),
                        new JavaBlock(
                                "docs/a.md:7",
                                Kind.PROGRAM,
                                "public class A { public static void main(String[] a) {} }\n",
                                "a b"));
        assertThat(blocks.getLast().isRun()).isTrue();
        assertThat(blocks.getLast().typeName()).isEqualTo("A");
        Page unknown = page("docs/a.md", "<!-- compile: never -->\n```java\n```\n");
        assertThatThrownBy(() -> JavaBlock.of(unknown)).hasMessageContaining("compile: statements");
    }

    @Test
    void errorsAndWarningsOfBlocksAreFound(@TempDir Path folder) throws Exception {
        JavaBlock good = new JavaBlock("a.md:1", Kind.STATEMENTS, "word.wakeOne();\n", "");
        assertThat(Compilation.problems(good, folder)).isEmpty();
        JavaBlock wrong = new JavaBlock("a.md:1", Kind.MEMBERS, "void f() { word.wakeTwo(); }", "");
        assertThat(Compilation.problems(wrong, folder))
                .hasSize(1)
                .first()
                .asString()
                .contains("wakeTwo");
        JavaBlock unclean = new JavaBlock("a.md:1", Kind.STATEMENTS, "List list = null;", "");
        assertThat(Compilation.problems(unclean, folder)).first().asString().contains("rawtypes");
    }

    private static Page page(String path, String text) {
        return new Page(Path.of(path), text);
    }

    private static Site site(Page... pages) {
        List<Page> all = List.of(pages);
        return new Site(all, path -> Stream.of(pages).anyMatch(page -> page.path().equals(path)));
    }
}
