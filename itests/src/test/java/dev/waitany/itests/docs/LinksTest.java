/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Links between the pages of this repository lead somewhere, and to every page. */
class LinksTest {
    @Test
    void everyLinkLeadsToAFileAndAHeading() throws IOException {
        assertThat(
                        new Site(Page.all(), path -> Files.exists(Page.root().resolve(path)))
                                .brokenLinks())
                .as("links that lead nowhere")
                .isEmpty();
    }

    @Test
    void everyPageIsReachedFromTheReadmeOrTheIndex() throws IOException {
        assertThat(
                        new Site(Page.all(), _ -> true)
                                .unreachedFrom(Path.of("README.md"), Path.of("docs/README.md")))
                .as("pages of docs that no page reached from README.md or docs/README.md links to")
                .isEmpty();
    }
}
