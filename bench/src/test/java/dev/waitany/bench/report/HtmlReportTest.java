/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.report;

import static dev.waitany.bench.report.SampleRuns.RUN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waitany.bench.results.SampleResults;
import dev.waitany.bench.workload.Workloads;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class HtmlReportTest {
    private static final String PAGE = new HtmlReport(RUN, Workloads.all()).page();

    @Test
    void verdictsComeBeforeFiguresAndTables() {
        int verdict = PAGE.indexOf("From 8 words on, ring-armed costs less CPU than syscall-waitv");
        assertThat(verdict).isPositive().isLessThan(PAGE.indexOf("<figure"));
        assertThat(PAGE.indexOf("Resolution (A/A")).isBetween(0, verdict);
    }

    @Test
    void pageNeedsNothingElseAndHasNoScript() {
        assertThat(PAGE).doesNotContain("<script", "@import", "url(", "<iframe", "<object");
        assertThat(matches("\\b(?:src|href|srcset|action)=\"(.*?)\""))
                .isNotEmpty()
                .allSatisfy(link -> assertThat(link.group(1)).matches("(?s)#.*|data:.*"));
    }

    @Test
    void textOfOthersIsEscaped() {
        assertThat(PAGE).contains("&lt;/style&gt;&lt;b&gt;EPERM").doesNotContain("<b>EPERM");
    }

    @Test
    void eachFigureHasATableAndAFile() {
        int figures = matches("<figure").size();
        assertThat(figures).isGreaterThan(4);
        assertThat(matches("<summary>Values</summary>")).hasSize(figures);
        assertThat(matches("download=\"[a-z0-9A-Z-]+\\.svg\"")).hasSize(figures);
    }

    @Test
    void idsAreUnique() {
        List<String> ids = matches(" id=\"(.*?)\"").stream().map(m -> m.group(1)).toList();
        assertThat(ids).isNotEmpty().doesNotHaveDuplicates();
    }

    @Test
    void filesHaveTheirTitleAndColoursOfADarkPage() {
        Map<String, String> files = new HtmlReport(RUN, Workloads.all()).files();
        assertThat(files).containsKeys("ping-pong-cpuPerOp.svg", "ping-pong-percentiles-128.svg");
        assertThat(files.values())
                .allSatisfy(
                        svg ->
                                assertThat(svg)
                                        .startsWith("<?xml")
                                        .contains("prefers-color-scheme: dark", "<title", "<desc"));
    }

    @Test
    void runWithoutCellsHasAPage() {
        String page =
                new HtmlReport(SampleRuns.analysed(SampleResults.of()), Workloads.all()).page();
        assertThat(page).contains("Nothing was measured.");
    }

    @Test
    void runsOfSeveralKernelsHaveAHeatMapAndRatios() {
        RunsPage page =
                new RunsPage(
                        new NamedRun("old.json", SampleRuns.onKernel("6.12.1", 1)),
                        List.of(new NamedRun("new.json", SampleRuns.onKernel("7.3.0", 2))),
                        Workloads.all());
        assertThat(page.page())
                .contains(
                        "new.json against old.json", "ping-pong × 128, ring-armed: CPU/op is more")
                .contains(">6.12.1<", ">7.3.0<", "not interleaved");
        assertThat(page.files()).containsKey("runs-ping-pong.svg");
    }

    private static List<MatchResult> matches(String pattern) {
        return Pattern.compile(pattern, Pattern.DOTALL).matcher(PAGE).results().toList();
    }
}
