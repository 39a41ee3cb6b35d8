/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Results as one page that needs nothing else: no server, no network, no file beside it. */
final class HtmlReport {
    private static final String UPLOT = "/META-INF/resources/webjars/uplot/1.6.30/dist/";

    private HtmlReport() {}

    /** What the page's script reads. */
    private record Page(Results results, List<About> workloads) {}

    private record About(String name, String about, String unit, List<String> baselines) {
        static About of(Workload workload) {
            return new About(
                    workload.name(), workload.about(), workload.unit(), workload.baselines());
        }
    }

    static String of(Results results) throws IOException {
        List<About> workloads =
                Workloads.all().stream().map(Workloads::named).map(About::of).toList();
        // Within a script element no text may look like its end.
        String data = Json.compact(new Page(results, workloads)).replace("<", "\\u003c");
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
