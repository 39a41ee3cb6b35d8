/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waitany.bench.analysis.Analyst;
import dev.waitany.bench.results.Json;
import dev.waitany.bench.results.Results;
import dev.waitany.bench.results.SampleResults;
import dev.waitany.bench.workload.Workloads;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class HtmlReportTest {
    private static final Results RESULTS =
            new Analyst(Workloads.all())
                    .analyse(
                            SampleResults.of(
                                    List.of(
                                            SampleResults.java("async", "threads", 1000, 26),
                                            SampleResults.twin("async", "threads", 1000, 26, 0.01),
                                            SampleResults.java("async", "Condition", 1000, 48)),
                                    List.of(),
                                    List.of(
                                            new Results.Missing(
                                                    "ring-armed", "</script><b>EPERM</b>"))));

    @Test
    void pageHoldsTheResultsAsTheyAre() throws Exception {
        List<MatchResult> data =
                matches("<script type=\"application/json\" id=\"data\">(.*?)</script>");
        assertThat(data).hasSize(1);
        JsonNode read = JsonMapper.shared().readTree(data.getFirst().group(1));
        assertThat(read.get("results"))
                .isEqualTo(JsonMapper.shared().readTree(Json.write(RESULTS)));
        assertThat(read.get("workloads").size()).isEqualTo(Workloads.all().size());
        JsonNode async =
                read.get("workloads")
                        .valueStream()
                        .filter(workload -> workload.get("name").asString().equals("async"))
                        .findFirst()
                        .orElseThrow();
        assertThat(async.get("unit").asString()).isEqualTo("pending");
        assertThat(async.get("about").asString()).contains("awaitAsync");
        assertThat(async.get("baselines").get(1).asString()).isEqualTo("Condition");
        assertThat(async.get("verdicts").get(0).asString())
                .startsWith("threads costs less CPU than Condition at 1000 pending: 0.54 ×");
        assertThat(read.get("verdicts").get(0).asString()).startsWith("Resolution");
    }

    @Test
    void pageNeedsNothingElse() throws Exception {
        assertThat(HtmlReport.of(RESULTS, Workloads.all()))
                .doesNotContain("{{", "@import", "url(", "import(");
        assertThat(matches("\\b(src|href|srcset|action)=\"(.*?)\""))
                .allSatisfy(link -> assertThat(link.group(2)).isEqualTo("data:,"));
        assertThat(HtmlReport.of(RESULTS, Workloads.all()))
                .doesNotContain("fetch(", "XMLHttpRequest", "WebSocket");
    }

    @Test
    void pageHasTheChartsLibraryWithItsNotice() throws Exception {
        assertThat(HtmlReport.of(RESULTS, Workloads.all()))
                .contains("uPlot (v1.6.30)", ".uplot", "new uPlot(");
        assertThat(matches("<script")).hasSize(3);
        assertThat(matches("</script>")).hasSize(3);
    }

    private static List<MatchResult> matches(String pattern) throws Exception {
        return Pattern.compile(pattern, Pattern.DOTALL)
                .matcher(HtmlReport.of(RESULTS, Workloads.all()))
                .results()
                .toList();
    }
}
