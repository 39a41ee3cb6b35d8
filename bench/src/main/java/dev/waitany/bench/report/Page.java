/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.report;

import static j2html.TagCreator.body;
import static j2html.TagCreator.each;
import static j2html.TagCreator.h1;
import static j2html.TagCreator.head;
import static j2html.TagCreator.header;
import static j2html.TagCreator.html;
import static j2html.TagCreator.link;
import static j2html.TagCreator.main;
import static j2html.TagCreator.meta;
import static j2html.TagCreator.p;
import static j2html.TagCreator.rawHtml;
import static j2html.TagCreator.style;
import static j2html.TagCreator.title;

import dev.waitany.bench.chart.Palette;
import j2html.tags.DomContent;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The frame of a page: its head, style sheet and header. */
final class Page {
    private Page() {}

    static String of(String heading, String date, String line, List<DomContent> parts) {
        String content = main(each(parts, part -> part)).render();
        return "<!doctype html>\n"
                + html(
                                head(
                                        meta().withCharset("utf-8"),
                                        meta().withName("viewport")
                                                .withContent("width=device-width, initial-scale=1"),
                                        meta().withName("color-scheme").withContent("light dark"),
                                        title("WaitAny: " + heading),
                                        link().withRel("icon").withHref("data:,"),
                                        style(
                                                rawHtml(
                                                        text("report.css")
                                                                + Palette.darkRules(
                                                                        content::contains)))),
                                body(
                                        header(
                                                p("WaitAny · " + date).withClass("eyebrow"),
                                                h1(heading),
                                                p(line).withClass("lede")),
                                        rawHtml(content)))
                        .withLang("en")
                        .render()
                + "\n";
    }

    private static String text(String resource) {
        try (InputStream bytes = Page.class.getResourceAsStream(resource)) {
            if (bytes == null) {
                throw new IOException(resource + " is not in the jar");
            }
            return new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
