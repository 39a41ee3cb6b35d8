/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.measure;

import dev.waitany.bench.environment.ResourceUsage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** A workload that waits for nothing: each block has one operation of one microsecond. */
record SmallWorkload(String name, @Nullable CSource source) implements Workload {
    @Override
    public String about() {
        return "Waits for nothing.";
    }

    @Override
    public List<Integer> sizes() {
        return List.of(1, 8, 1000);
    }

    @Override
    public Limit limit(String strategy) {
        return Limit.NONE.or(100, "waits on 1 to 100 words");
    }

    @Override
    public Map<String, String> unavailableBaselines() {
        return Map.of("peer", "no native library");
    }

    @Override
    public Session open(Cell cell, Placement placement, long seed) {
        return new Session() {
            @Override
            public Block run(Duration span) {
                Histogram histogram = new Histogram(3);
                histogram.recordValue(1000);
                return new Block(
                        histogram,
                        new Block.Costs(500, 250, 16, new ResourceUsage(200, 300, 2, 0)),
                        null,
                        null);
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public Optional<CSource> cReference() {
        return Optional.ofNullable(source);
    }
}
