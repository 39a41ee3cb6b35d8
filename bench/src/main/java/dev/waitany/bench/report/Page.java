/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.report;

import static j2html.TagCreator.a;
import static j2html.TagCreator.body;
import static j2html.TagCreator.each;
import static j2html.TagCreator.h1;
import static j2html.TagCreator.head;
import static j2html.TagCreator.header;
import static j2html.TagCreator.html;
import static j2html.TagCreator.li;
import static j2html.TagCreator.link;
import static j2html.TagCreator.main;
import static j2html.TagCreator.meta;
import static j2html.TagCreator.nav;
import static j2html.TagCreator.p;
import static j2html.TagCreator.rawHtml;
import static j2html.TagCreator.style;
import static j2html.TagCreator.title;
import static j2html.TagCreator.ul;

import dev.waitany.bench.chart.Palette;
import dev.waitany.bench.results.Results;
import j2html.tags.DomContent;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The frame of a page: its head, style sheet, header and links to its sections. */
final class Page {
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
                    .withZone(ZoneOffset.UTC);

    private Page() {}

    /**
     * Returns the page.
     *
     * @param runs those that the page is about, the first one first
     * @param sections ids of sections besides that of the environment
     */
    static String of(
            String heading, List<Results> runs, List<String> sections, List<DomContent> parts) {
        String content = main(each(parts, part -> part)).render();
        Results first = runs.getFirst();
        return "<!doctype html>\n"
                + html(
                                head(
                                        meta().withCharset("utf-8"),
                                        meta().withName("viewport")
                                                .withContent("width=device-width, initial-scale=1"),
                                        meta().withName("color-scheme").withContent("light dark"),
                                        title("WaitAny: " + heading),
                                        link().withRel("icon").withHref("data:,"),
                                        style(rawHtml(rules(content)))),
                                body(
                                        header(
                                                p("WaitAny · " + date(first)).withClass("eyebrow"),
                                                h1(heading),
                                                p(EnvironmentTable.line(first)).withClass("lede"),
                                                links(sections)),
                                        rawHtml(content)))
                        .withLang("en")
                        .render()
                + "\n";
    }

    private static DomContent links(List<String> sections) {
        List<String> all = new ArrayList<>(sections);
        all.add(EnvironmentTable.ID);
        return nav(ul(each(all, id -> li(a(id).withHref("#" + id)))))
                .attr("aria-label", "Sections");
    }

    private static String date(Results run) {
        return DATE.format(Instant.parse(run.environment().date()));
    }

    private static String rules(String content) {
        return text("report.css") + Palette.darkRules(content::contains);
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
