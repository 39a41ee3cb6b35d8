/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.report;

import static j2html.TagCreator.a;
import static j2html.TagCreator.caption;
import static j2html.TagCreator.details;
import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.figcaption;
import static j2html.TagCreator.iff;
import static j2html.TagCreator.join;
import static j2html.TagCreator.li;
import static j2html.TagCreator.p;
import static j2html.TagCreator.rawHtml;
import static j2html.TagCreator.span;
import static j2html.TagCreator.summary;
import static j2html.TagCreator.tbody;
import static j2html.TagCreator.thead;
import static j2html.TagCreator.ul;

import dev.waitany.bench.argument.BadArgumentException;
import dev.waitany.bench.chart.Fonts;
import dev.waitany.bench.statistics.Interval;
import j2html.TagCreator;
import j2html.tags.DomContent;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The elements of the page: numbers, tables, figures and lists of statements. */
final class Markup {
    /** The sizes of a figure in a column, on a phone and in a file, in CSS pixels. */
    private static final int[][] SIZES = {{560, 360}, {350, 330}, {800, 460}};

    private static final double MICRO = 1000;

    /** A space before a unit or a sign, after a sign, and within an interval. */
    private static final Pattern INNER_SPACE =
            Pattern.compile(
                    " (?=~)|(?<=\\d) (?=[%×])|(?<=×) (?=[\\d\\[])|(?<=\\[[\\d.]{1,9},) (?=\\d)");

    private Markup() {}

    /** Returns a number as text, with its whole value in the attribute for programs. */
    static DomContent number(double value, String format, double unit) {
        String text = String.format(Locale.ROOT, format, value / unit);
        return TagCreator.data(text).attr("value", String.valueOf(value));
    }

    static DomContent number(@Nullable Double value, String format) {
        return value == null ? absent() : number(value, format, 1);
    }

    /** Returns nanoseconds as microseconds with their interval. */
    static DomContent micros(@Nullable Interval nanos) {
        if (nanos == null) {
            return absent();
        }
        return interval(nanos, nanos.estimate() < 100 * MICRO ? "%.1f" : "%,.0f", MICRO);
    }

    static DomContent whole(@Nullable Interval value) {
        return value == null ? absent() : interval(value, "%,.0f", 1);
    }

    static DomContent decimal(@Nullable Interval value) {
        return value == null ? absent() : interval(value, Words.decimals(value), 1);
    }

    private static DomContent interval(Interval value, String format, double unit) {
        return join(
                number(value.estimate(), format, unit),
                span(
                                TagCreator.text("["),
                                number(value.low(), format, unit),
                                TagCreator.text(", "),
                                number(value.high(), format, unit),
                                TagCreator.text("]"))
                        .withClass("interval"));
    }

    static DomContent absent() {
        return span("–").withClass("absent");
    }

    /** Returns a table that scrolls within its frame, by keyboard too. */
    static DomContent table(String title, DomContent head, DomContent body) {
        return div(TagCreator.table(caption(span(title)), thead(head), tbody(body)))
                .withClass("scroll")
                .attr("role", "region")
                .attr("aria-label", "Table: " + title)
                .attr("tabindex", "0");
    }

    /** Returns a part that the reader opens; it needs no script. */
    static DomContent closed(String title, DomContent... content) {
        return details(summary(title), each(List.of(content), c -> c)).withClass("further");
    }

    /** Returns why a page has no figures, if it has none. */
    static DomContent withoutFigures(boolean isDrawn) {
        return iff(!isDrawn, p("Figures are left out: " + Fonts.REMEDY + "."));
    }

    static void checkFonts(boolean isDrawn) {
        if (!isDrawn) {
            throw new BadArgumentException("figures cannot be drawn: " + Fonts.REMEDY);
        }
    }

    /**
     * Returns a figure in two widths, of which a style rule shows one, with its table.
     *
     * @param isDrawn false for the table alone
     */
    static DomContent figure(Exhibit exhibit, boolean isDrawn) {
        var drawing = exhibit.drawing();
        if (!isDrawn) {
            return TagCreator.figure(exhibit.table()) // which has the title too
                    .withId("figure-" + drawing.id());
        }
        String wide = drawing.draw(SIZES[0][0], SIZES[0][1], false).inline();
        String narrow = drawing.draw(SIZES[1][0], SIZES[1][1], false).inline();
        return TagCreator.figure(
                        figcaption(drawing.title()),
                        div(rawHtml(wide)).withClass("wide"),
                        div(rawHtml(narrow)).withClass("narrow"),
                        div(
                                        details(summary("Values"), exhibit.table()),
                                        a("SVG").withHref(dataUrl(file(exhibit)))
                                                .attr("download", drawing.id() + ".svg")
                                                .attr(
                                                        "aria-label",
                                                        "Download as SVG: " + drawing.title()))
                                .withClass("under"))
                .withId("figure-" + drawing.id());
    }

    /** Returns a figure as the text of a separate file. */
    static String file(Exhibit exhibit) {
        return exhibit.drawing().draw(SIZES[2][0], SIZES[2][1], true).file();
    }

    static DomContent statements(List<Statement> statements) {
        return ul(each(statements, Markup::statement)).withClass("statements");
    }

    private static DomContent statement(Statement statement) {
        return li(
                        span(statement.kind().mark()).withClass("mark").attr("aria-hidden", "true"),
                        span(statement.kind().label() + ": ").withClass("unseen"),
                        span(unbroken(statement.text())))
                .withClass(statement.kind().name().toLowerCase(Locale.ROOT));
    }

    /** Keeps numbers and what belongs to them on one line. */
    static String unbroken(String text) {
        return INNER_SPACE.matcher(text).replaceAll("\u00a0");
    }

    private static String dataUrl(String svg) {
        return "data:image/svg+xml;base64,"
                + Base64.getEncoder().encodeToString(svg.getBytes(StandardCharsets.UTF_8));
    }
}
