/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.soak;

import dev.waitany.bench.soak.account.Count;
import dev.waitany.bench.soak.account.Finding;
import java.util.List;
import java.util.Map;

/**
 * What a soak has counted and found.
 *
 * @param nanos how long it took
 */
public record SoakResult(
        long seed,
        List<String> strategies,
        long nanos,
        Map<Count, Long> counts,
        List<Finding> findings) {
    /** Returns one of the sums. */
    public long of(Count count) {
        return counts.getOrDefault(count, 0L);
    }

    static SoakResult of(SoakContext context, long nanos) {
        return new SoakResult(
                context.plan().seed(),
                context.plan().strategies().names(),
                nanos,
                context.counts.all(),
                context.findings.all());
    }
}
