/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.report;

import dev.waitany.bench.measure.Results;
import dev.waitany.bench.measure.Workload;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes results as one HTML page that needs no server, no network and no other file. */
public final class HtmlReport {
    private static final String UPLOT = "/META-INF/resources/webjars/uplot/1.6.30/dist/";

    private HtmlReport() {}

    /** The data for the page's script. */
    private record Page(Results results, List<About> workloads) {}

    private record About(String name, String about, String unit, List<String> baselines) {
        static About of(Workload workload) {
            return new About(
                    workload.name(),
                    workload.about(),
                    workload.unit().label(),
                    workload.baselines());
        }
    }

    /**
     * Returns the page.
     *
     * @param workloads describes the workloads of the results
     */
    public static String of(Results results, List<Workload> workloads) throws IOException {
        List<About> abouts = workloads.stream().map(About::of).toList();
        // No text within a script element may contain "</script".
        String data = Json.compact(new Page(results, abouts)).replace("<", "\\u003c");
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
