/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.report;

import static dev.waitany.bench.report.SampleRuns.RUN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waitany.bench.argument.BadArgumentException;
import dev.waitany.bench.results.Results;
import dev.waitany.bench.results.SampleResults;
import dev.waitany.bench.workload.Workloads;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class HtmlReportTest {
    private static final String PAGE = plain(new HtmlReport(RUN, Workloads.all()).page());

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
        assertThat(plain(page.page()))
                .contains(
                        "7.3.0 against 6.12.1",
                        "ping-pong, ring-armed: CPU/op is more at 1, 8, 128: 2.")
                .contains(">6.12.1<", ">7.3.0<", "not interleaved");
        assertThat(page.files()).containsKey("runs-ping-pong.svg");
    }

    /** Spaces that break no line are as good as others. */
    private static String plain(String page) {
        return page.replace('\u00a0', ' ');
    }

    @Test
    void pageOfAMachineWithoutFontsHasTheTables() {
        String page = plain(new HtmlReport(RUN, Workloads.all(), false).page());
        assertThat(page).doesNotContain("<svg").contains("Java finds no fonts here");
        assertThat(PAGE).contains("<svg").doesNotContain("Java finds no fonts here");
        assertThat(rows(page)).isEqualTo(rows(PAGE)).isPositive();
        assertThatThrownBy(() -> new HtmlReport(RUN, Workloads.all(), false).files())
                .isInstanceOf(BadArgumentException.class)
                .hasMessageContaining("apt-get install fontconfig");
    }

    private static long rows(String page) {
        return Pattern.compile("<tr").matcher(page).results().count();
    }

    @Test
    void runsOfOneKernelAreLettersExplainedOnThePage() {
        RunsPage page =
                new RunsPage(
                        new NamedRun("a/long/way/to/old.json", SampleRuns.onKernel("6.12.1", 1)),
                        List.of(new NamedRun("new.json", SampleRuns.onKernel("6.12.1", 2))),
                        Workloads.all());
        assertThat(plain(page.page()))
                .contains("A: a/long/way/to/old.json, the baseline", "B: new.json")
                .contains("B against A", ">ring-armed × 128<");
        assertThat(page.files()).containsKeys("effects-ping-pong-B.svg", "runs-ping-pong.svg");
    }

    @Test
    void mergedRunHasAColumnForTheMachineOfEachShard() {
        assertThat(new HtmlReport(SampleRuns.mergedOf(2), Workloads.all()).page())
                .contains(">this run, shard 0/2<", ">this run, shard 1/2<");
        assertThat(PAGE).doesNotContain(", shard 0/");
    }

    @Test
    void variantOfAWorkloadHasFilesWithPlainNames() {
        String name = "one-way@placement=one-cpu";
        Results run =
                SampleRuns.analysed(
                        SampleResults.of(
                                SampleResults.java(name, "threads", 1, 20),
                                SampleResults.java(name, "threads", 8, 20)));
        HtmlReport report = new HtmlReport(run, List.of(Workloads.named(name)));
        assertThat(report.files().keySet())
                .contains("one-way-placement-one-cpu-cpuPerOp.svg")
                .allMatch(file -> file.matches("[A-Za-z0-9-]+\\.svg"));
        assertThat(report.page()).contains("id=\"" + name + "\"", "href=\"#" + name + "\"");
    }

    @Test
    void numberStaysOnALineWithItsUnitAndItsInterval() {
        assertThat(Markup.unbroken("is 10 % of 0.93 × [0.87, 1.00], or a ~"))
                .isEqualTo("is 10\u00a0% of 0.93\u00a0×\u00a0[0.87,\u00a01.00], or a\u00a0~");
    }

    private static List<MatchResult> matches(String pattern) {
        return Pattern.compile(pattern, Pattern.DOTALL).matcher(PAGE).results().toList();
    }
}
