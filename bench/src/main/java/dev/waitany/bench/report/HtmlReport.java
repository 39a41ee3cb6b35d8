/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.report;

import dev.waitany.bench.measure.Workload;
import dev.waitany.bench.results.Analysis;
import dev.waitany.bench.results.Json;
import dev.waitany.bench.results.Results;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** Writes results as one HTML page that needs no server, no network and no other file. */
public final class HtmlReport {
    private static final String UPLOT = "/META-INF/resources/webjars/uplot/1.6.30/dist/";

    private HtmlReport() {}

    /** The data for the page's script. */
    private record Page(Results results, List<String> verdicts, List<About> workloads) {}

    private record About(
            String name, String about, String unit, List<String> baselines, List<String> verdicts) {
        static About of(Workload workload, Results results, Analysis analysis) {
            String unit = workload.unit().label();
            return new About(
                    workload.name(),
                    workload.about(),
                    unit,
                    workload.baselines(),
                    new PairSentences(workload.name(), unit, results, analysis).all());
        }
    }

    /**
     * Returns the page.
     *
     * @param results analysed results
     * @param workloads describes the workloads of the results
     */
    public static String of(Results results, List<Workload> workloads) throws IOException {
        Analysis analysis = Objects.requireNonNull(results.analysis(), "not analysed");
        List<About> abouts = workloads.stream().map(w -> About.of(w, results, analysis)).toList();
        // No text within a script element may contain "</script".
        String data =
                Json.compact(new Page(results, Sentences.ofRun(results, analysis), abouts))
                        .replace("<", "\\u003c");
        return text("report.html")
                .replace("{{uplot.css}}", text(UPLOT + "uPlot.min.css"))
                .replace("{{report.css}}", text("report.css"))
                .replace("{{uplot.js}}", text(UPLOT + "uPlot.iife.min.js"))
                .replace("{{report.js}}", text("report.js"))
                .replace("{{data}}", data);
    }

    private static String text(String resource) throws IOException {
        try (InputStream bytes = HtmlReport.class.getResourceAsStream(resource)) {
            if (bytes == null) {
                throw new IOException(resource + " is not in the jar");
            }
            return new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
