/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.results.Results;
import com.deque.html.axecore.selenium.AxeBuilder;
import dev.waitany.bench.results.Analysis;
import dev.waitany.bench.results.Figure;
import dev.waitany.bench.statistics.Interval;
import dev.waitany.bench.workload.Workloads;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The pages as a reader sees them, on a desktop and on a phone. */
class ReportInBrowserTest {
    @TempDir private static Path folder = Path.of("never");
    private static @Nullable Browser started;

    @BeforeAll
    static void start() throws Exception {
        started = Browser.start();
        Files.writeString(
                folder.resolve("run.html"), new HtmlReport(SampleRuns.RUN, Workloads.all()).page());
        RunsPage runs =
                new RunsPage(
                        new NamedRun("old.json", SampleRuns.onKernel("6.12.1", 1)),
                        List.of(new NamedRun("new.json", SampleRuns.onKernel("7.3.0", 2))),
                        Workloads.all());
        Files.writeString(folder.resolve("runs.html"), runs.page());
    }

    @AfterAll
    static void stop() {
        if (started != null) {
            started.close();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "run.html, 1280, light",
        "run.html, 1280, dark",
        "run.html, 390, light",
        "run.html, 390, dark",
        "runs.html, 1280, light",
        "runs.html, 390, dark"
    })
    void pageIsAccessibleAndFitsItsWidth(String page, int width, String scheme) {
        browser().open(folder.resolve(page), width, scheme);
        openClosedParts();
        Results axe = new AxeBuilder().analyze(browser().driver());
        assertThat(axe.getViolations())
                .as(() -> page + " " + width + " " + scheme)
                .allSatisfy(
                        v -> assertThat(v.getNodes()).as(v.getId() + ": " + v.getHelp()).isEmpty());
        assertThat(axe.getPasses()).isNotEmpty();
        assertThat(number("document.documentElement.scrollWidth"))
                .as("nothing is cut off at the right")
                .isLessThanOrEqualTo(width);
        assertThat(browser().console()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"1280, wide", "390, narrow"})
    void oneFormOfEachFigureIsSeen(int width, String seen) {
        browser().open(folder.resolve("run.html"), width, "light");
        String visible =
                "[...document.querySelectorAll('section > .figures > figure svg')]"
                        + ".filter(s => s.getBoundingClientRect().width > 250)";
        double figures = number("document.querySelectorAll('section > .figures > figure').length");
        assertThat(number(visible + ".length")).isEqualTo(figures).isPositive();
        assertThat(number(visible + ".filter(s => s.closest('." + seen + "')).length"))
                .isEqualTo(figures);
    }

    @Test
    void singleFigureIsAsWideAsOneOfTwo() {
        browser().open(folder.resolve("run.html"), 1280, "light");
        String width = "document.querySelector('.figures > figure').getBoundingClientRect().width";
        double oneOfMany = number(width);
        script(
                "document.querySelectorAll('.figures > figure:not(:first-child)').forEach(f => f.remove())");
        assertThat(number(width)).isEqualTo(oneOfMany).isBetween(400.0, 640.0);
    }

    @Test
    void figuresTakeTheColoursOfADarkPage() {
        String line =
                "getComputedStyle(document.querySelector('figure svg [stroke=\"#0068a8\"]')).stroke";
        browser().open(folder.resolve("run.html"), 1280, "light");
        Object light = script("return " + line);
        browser().open(folder.resolve("run.html"), 1280, "dark");
        assertThat(script("return " + line)).isNotEqualTo(light);
    }

    @Test
    void numbersEqualTheResults() {
        browser().open(folder.resolve("run.html"), 1280, "light");
        Analysis analysis = Objects.requireNonNull(SampleRuns.RUN.analysis());
        SampleRuns.RUN
                .cells()
                .forEach(
                        cell ->
                                assertThat(values("tr[data-cell=\"" + cell.id() + "\"]"))
                                        .as(cell.id())
                                        .containsAll(ends(analysis.figure(cell.id(), Figure.P50)))
                                        .containsAll(
                                                ends(
                                                        analysis.figure(
                                                                cell.id(), Figure.CPU_PER_OP))));
        List<Analysis.Comparison> shown =
                analysis.comparisons().stream()
                        .filter(c -> c.figure() == Figure.P50 || c.figure() == Figure.CPU_PER_OP)
                        .toList();
        assertThat(shown).isNotEmpty();
        for (Analysis.Comparison c : shown) {
            String row = c.cell() + " " + c.against() + " " + c.figure().label();
            assertThat(values("tr[data-ratio=\"" + row + "\"]"))
                    .as(row)
                    .containsExactlyElementsOf(ends(c.ratio()));
        }
    }

    @Test
    void textOfANumberIsItsRoundedValue() {
        browser().open(folder.resolve("run.html"), 1280, "light");
        openClosedParts();
        Interval cpu =
                Objects.requireNonNull(
                        Objects.requireNonNull(SampleRuns.RUN.analysis())
                                .figure("ping-pong/ring-armed/128/java", Figure.CPU_PER_OP));
        Object row =
                script(
                        "return document.querySelector("
                                + "'tr[data-cell=\"ping-pong/ring-armed/128/java\"]').innerText");
        assertThat(String.valueOf(row))
                .contains(String.format(Locale.ROOT, "%.1f", cpu.estimate() / 1000));
    }

    private static void openClosedParts() {
        script("document.querySelectorAll('details').forEach(d => d.open = true)");
    }

    private static List<Double> ends(@Nullable Interval interval) {
        Interval i = Objects.requireNonNull(interval);
        return List.of(i.estimate(), i.low(), i.high());
    }

    private static List<Double> values(String selector) {
        List<Double> values = new ArrayList<>();
        Object found =
                script(
                        "return [...document.querySelectorAll(arguments[0] + ' data')]"
                                + ".map(d => d.value)",
                        selector);
        ((List<?>) found).forEach(v -> values.add(Double.parseDouble(String.valueOf(v))));
        return values;
    }

    private static double number(String expression) {
        return ((Number) script("return " + expression)).doubleValue();
    }

    private static Object script(String text, Object... arguments) {
        return Objects.requireNonNullElse(browser().driver().executeScript(text, arguments), "");
    }

    private static Browser browser() {
        return Objects.requireNonNull(started);
    }
}
