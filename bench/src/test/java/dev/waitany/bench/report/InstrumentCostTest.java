/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.report;

import static dev.waitany.bench.results.SampleResults.java;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waitany.bench.measure.Workload;
import dev.waitany.bench.results.MeasuredCell;
import dev.waitany.bench.results.Results;
import dev.waitany.bench.results.SampleResults;
import dev.waitany.bench.workload.Workloads;
import java.util.List;
import org.junit.jupiter.api.Test;

class InstrumentCostTest {
    private static final String W = "ping-pong";
    private static final MeasuredCell NOTHING = java(W, Workload.INSTRUMENT, 1, 0.2);

    @Test
    void reportSaysWhatTheInstrumentCostsOfTheLeastCostThatItReports() {
        assertThat(report(java(W, "threads", 1, 40), java(W, "syscall-waitv", 1, 20), NOTHING))
                .containsPattern(
                        "The instrument itself takes 200 ns of CPU per operation: 1.0 % of the"
                                + " least cost of a wait that sleeps \\(syscall-waitv × 1\\)\\.")
                .doesNotContain("than nothing");
    }

    @Test
    void reportSaysNothingOfAnInstrumentThatWasNotMeasured() {
        assertThat(report(java(W, "threads", 1, 40))).doesNotContain("instrument itself");
        assertThat(report(NOTHING)).doesNotContain("instrument itself");
    }

    private static String report(MeasuredCell... cells) {
        Results results = SampleRuns.analysed(SampleResults.of(cells));
        return TextReport.of(results, List.of(Workloads.named(W)));
    }
}
