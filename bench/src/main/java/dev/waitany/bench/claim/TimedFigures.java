/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.claim;

import dev.waitany.bench.statistics.Interval;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Figures of JMH, with the intervals that it states. A benchmark is named {@code
 * METHOD/STRATEGY/WORDS}. The figure {@code time} is its score; others are those of profilers, as
 * {@code gc.alloc.rate.norm}.
 */
final class TimedFigures implements Evidence {
    private final JsonNode runs;

    TimedFigures(Path file) {
        try {
            this.runs = JsonMapper.shared().readTree(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Optional<Interval> of(Expectation expected) {
        String figure = String.valueOf(expected.figure());
        Optional<Interval> above = score(expected.of(), figure);
        String against = expected.against();
        return against == null
                ? above
                : above.flatMap(a -> score(against, figure).map(b -> Evidence.ratio(a, b)));
    }

    private Optional<Interval> score(String id, String figure) {
        for (JsonNode run : runs) {
            String name = run.path("benchmark").asString("");
            String method = name.substring(name.lastIndexOf('.') + 1);
            JsonNode params = run.path("params");
            String full =
                    method
                            + "/"
                            + params.path("strategy").asString("")
                            + "/"
                            + params.path("words").asString("");
            if (full.equals(id)) {
                return interval(
                        figure.equals("time")
                                ? run.path("primaryMetric")
                                : run.path("secondaryMetrics").path(figure));
            }
        }
        return Optional.empty();
    }

    private static Optional<Interval> interval(JsonNode metric) {
        if (!metric.path("score").isNumber()) {
            return Optional.empty();
        }
        double score = metric.path("score").asDouble();
        JsonNode ends = metric.path("scoreConfidence");
        boolean hasEnds = ends.path(0).isNumber() && ends.path(1).isNumber();
        return Optional.of(
                hasEnds
                        ? new Interval(ends.path(0).asDouble(), score, ends.path(1).asDouble())
                        : new Interval(score, score, score));
    }
}
