/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.claim;

import dev.waitany.bench.statistics.Interval;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Counts of kernels. They repeat within 0.5 %, so each has that doubt.
 *
 * <p>A count is named {@code KERNEL/STRATEGY/WORDS/WHAT}. WHAT is {@code changed}, {@code sleep},
 * {@code wake}, {@code half-round} for the sum of the latter two, or {@code burst-WOKENxEACH} for
 * the wakes that a wait consumes.
 */
final class CountedFigures implements Evidence {
    private static final double DOUBT = 1.005;
    private static final String BURST = "burst-";

    private final JsonNode record;

    CountedFigures(Path file) {
        try {
            this.record = JsonMapper.shared().readTree(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Optional<Interval> of(Expectation expected) {
        OptionalDouble above = count(expected.of());
        String against = expected.against();
        OptionalDouble below = against == null ? OptionalDouble.of(1) : count(against);
        if (above.isEmpty() || below.isEmpty()) {
            return Optional.empty();
        }
        double value = above.getAsDouble() / below.getAsDouble();
        double doubt = expected.of().contains(BURST) ? 1 : DOUBT; // wakes are counted exactly
        return Optional.of(new Interval(value / doubt, value, value * doubt));
    }

    private OptionalDouble count(String id) {
        String[] parts = id.split("/", -1);
        if (parts.length != 4) {
            return OptionalDouble.empty();
        }
        for (JsonNode kernel : record.path("kernels")) {
            if (kernel.path("kernel").asString("").equals(parts[0])) {
                return parts[3].startsWith(BURST) ? burst(kernel, parts) : cell(kernel, parts);
            }
        }
        return OptionalDouble.empty();
    }

    private static OptionalDouble cell(JsonNode kernel, String[] id) {
        for (JsonNode cell : kernel.path("cells")) {
            if (isOf(cell, id)) {
                return id[3].equals("half-round")
                        ? OptionalDouble.of(
                                cell.path("sleep").asDouble() + cell.path("wake").asDouble())
                        : number(cell.path(id[3]));
            }
        }
        return OptionalDouble.empty();
    }

    private static OptionalDouble burst(JsonNode kernel, String[] id) {
        for (JsonNode burst : kernel.path("bursts")) {
            String size = burst.path("woken").asInt() + "x" + burst.path("each").asInt();
            if (isOf(burst, id) && id[3].equals(BURST + size)) {
                return number(burst.path("found"));
            }
        }
        return OptionalDouble.empty();
    }

    private static boolean isOf(JsonNode cell, String[] id) {
        return cell.path("strategy").asString("").equals(id[1])
                && String.valueOf(cell.path("words").asInt()).equals(id[2]);
    }

    private static OptionalDouble number(JsonNode node) {
        return node.isNumber() ? OptionalDouble.of(node.asDouble()) : OptionalDouble.empty();
    }
}
