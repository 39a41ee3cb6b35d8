/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.study;

import dev.waitany.bench.chart.Drawing;
import dev.waitany.bench.chart.LineChart;
import dev.waitany.bench.chart.Scale;
import dev.waitany.bench.chart.Series;
import dev.waitany.bench.statistics.Interval;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The figures of studies that count on kernels, from {@code docs/reference/instructions.json}.
 *
 * @param kernels oldest first
 */
record KernelFigures(List<JsonNode> kernels) {
    private static final int MANY = 128;
    private static final int WAKES_EACH = 4;

    static KernelFigures read(Path file) throws IOException {
        List<JsonNode> kernels = new ArrayList<>();
        JsonMapper.shared().readTree(Files.readString(file)).path("kernels").forEach(kernels::add);
        return new KernelFigures(kernels);
    }

    /** The instructions of a wait and its wake, over kernels. */
    Drawing instructions() {
        List<Series> series = new ArrayList<>();
        for (String strategy : strategies()) {
            List<Series.Point> points = new ArrayList<>();
            for (int k = 0; k < kernels.size(); k++) {
                for (JsonNode cell : kernels.get(k).path("cells")) {
                    if (isOf(cell, strategy) && cell.path("words").asInt() == MANY) {
                        double count = cell.path("sleep").asDouble() + cell.path("wake").asDouble();
                        points.add(new Series.Point(k, exactly(count)));
                    }
                }
            }
            series.add(new Series(strategy, series.size(), false, points));
        }
        List<Scale.Tick> names = new ArrayList<>();
        for (int k = 0; k < kernels.size(); k++) {
            names.add(new Scale.Tick(k, kernels.get(k).path("kernel").asString()));
        }
        return new LineChart(
                "instructions",
                "Instructions of one wait on 128 words and the wake that ends it",
                "A line for each strategy: instructions, over kernels.",
                new Scale("Linux", false, names),
                Scale.ofValues("instructions", 5_000, 2_000_000, KernelFigures::grouped),
                series);
    }

    /** The wakes that one wait consumes, over the words that are woken. */
    Drawing swallowedWakes() {
        List<Series> series = new ArrayList<>();
        Set<Integer> sizes = new LinkedHashSet<>();
        for (JsonNode kernel : kernels) {
            List<Series.Point> points = new ArrayList<>();
            for (JsonNode burst : kernel.path("bursts")) {
                if (isOf(burst, "ring-waitv") && burst.path("each").asInt() == WAKES_EACH) {
                    int woken = burst.path("woken").asInt();
                    sizes.add(woken);
                    points.add(new Series.Point(woken, exactly(burst.path("found").asDouble())));
                }
            }
            if (!points.isEmpty()) {
                String name = "ring-waitv on " + kernel.path("kernel").asString();
                boolean isDashed = series.size() == 1; // lies on the line before
                series.add(new Series(name, series.size(), isDashed, points));
            }
        }
        return new LineChart(
                "swallowed-wakes",
                "Wakes that one wait on 32 words consumes, 4 wakes of each woken word",
                "A line for each kernel: wakes that found the wait, over words that were woken.",
                Scale.ofSizes("words woken", List.copyOf(sizes)),
                Scale.ofValues("wakes", 1, 200, KernelFigures::grouped),
                series);
    }

    private Set<String> strategies() {
        Set<String> names = new LinkedHashSet<>();
        kernels.getLast().path("cells").forEach(c -> names.add(c.path("strategy").asString()));
        return names;
    }

    private static boolean isOf(JsonNode cell, String strategy) {
        return cell.path("strategy").asString("").equals(strategy);
    }

    private static Interval exactly(double value) {
        return new Interval(value, value, value);
    }

    private static String grouped(double value) {
        return String.format(Locale.ROOT, "%,.0f", value);
    }
}
