/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.workload.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.waitany.bench.measure.Block;
import dev.waitany.bench.measure.Placement;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.DoubleStream;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class OpenLoopTest {
    private static final Duration PERIOD = Duration.of(100, java.time.temporal.ChronoUnit.MICROS);
    private static final int MANY = 200_000;
    private static final long MEAN = 1000;

    private final OpenLoop loop = loop(Gaps.EVEN);

    /** The driver takes the histogram once all signals are answered. */
    @Test
    void signalIsAnsweredOnlyAfterItIsRecorded() {
        AtomicBoolean answeredBefore = new AtomicBoolean(true);
        loop.recordInto(
                new Histogram(1_000_000_000L, 3) {
                    @Override
                    public void recordValue(long value) {
                        answeredBefore.set(loop.isAnswered());
                        super.recordValue(value);
                    }
                });
        loop.expect(1, 10);
        assertThat(loop.isAnswered()).isFalse();
        loop.arrived(1, 30);
        assertThat(answeredBefore).isFalse();
        assertThat(loop.isAnswered()).isTrue();
    }

    @Test
    void signalThatWaitsBehindAnotherIsOneOperationFromTheTimeOfTheFirst() {
        Histogram latency = Block.histogram();
        loop.recordInto(latency);
        loop.expect(0, 10);
        loop.expect(0, 20);
        loop.arrived(0, 30);
        loop.arrived(0, 40); // a late wake
        assertThat(latency.getTotalCount()).isEqualTo(1);
        assertThat(latency.getMaxValue()).isEqualTo(20);
        assertThat(loop.isAnswered()).isTrue();
    }

    @Test
    void waiterThatFailsFailsTheDriver() {
        OpenLoop.Receiver failing =
                new OpenLoop.Receiver() {
                    @Override
                    public void signal(int source) {}

                    @Override
                    public void rethrow() {
                        throw new IllegalStateException("the waiter is gone");
                    }
                };
        assertThatThrownBy(() -> loop.run(Duration.ofMillis(2), failing))
                .hasMessage("the waiter is gone");
    }

    @ParameterizedTest
    @EnumSource
    void gapsHaveTheMeanThatIsAskedFor(Gaps gaps) {
        SplittableRandom random = new SplittableRandom(1);
        double[] all = DoubleStream.generate(() -> gaps.next(MEAN, random)).limit(MANY).toArray();
        assertThat(DoubleStream.of(all).average().orElseThrow())
                .isCloseTo(MEAN, within(0.02 * MEAN));
        long apart = DoubleStream.of(all).distinct().limit(2).count();
        assertThat(apart == 1).isEqualTo(gaps == Gaps.EVEN);
    }

    @Test
    void gapsOfALogNormalDistributionAreMostlyShort() {
        SplittableRandom random = new SplittableRandom(1);
        double median =
                DoubleStream.generate(() -> Gaps.LOGNORMAL.next(MEAN, random))
                        .limit(MANY)
                        .sorted()
                        .skip(MANY / 2)
                        .findFirst()
                        .orElseThrow();
        assertThat(median).isCloseTo(MEAN * Math.exp(-0.5), within(0.02 * MEAN));
    }

    private static OpenLoop loop(Gaps gaps) {
        return new OpenLoop(2, PERIOD, gaps, new Placement(0, 1), 1);
    }
}
