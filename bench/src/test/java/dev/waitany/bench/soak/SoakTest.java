/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.soak;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waitany.Support;
import dev.waitany.WaitAny;
import dev.waitany.bench.soak.account.Count;
import dev.waitany.bench.soak.account.Finding;
import dev.waitany.bench.soak.account.SoakStrategies;
import java.io.FileInputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The soak finds what broken strategies do, names it, and finds nothing in sound ones. */
@Timeout(value = 170, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SoakTest {
    private static final String BROKEN = "broken";
    private static final Duration AMPLE = Duration.ofSeconds(100);

    @Test
    void soundStrategiesLoseAndLeakNothing() throws Exception {
        List<String> available =
                WaitAny.strategies().stream()
                        .filter(Support::available)
                        .map(Support::strategy)
                        .toList();
        SoakPlan plan =
                new SoakPlan(
                        SoakStrategies.of(available),
                        1,
                        Duration.ofSeconds(5),
                        10,
                        SoakPlan.PATIENCE);
        SoakResult result = new Soak(plan).run(_ -> {});
        assertThat(result.findings()).isEmpty();
        assertThat(result.of(Count.ISSUED)).isPositive();
        assertThat(result.of(Count.DELIVERED) + result.of(Count.SURPLUS) + result.of(Count.CHANGED))
                .isEqualTo(result.of(Count.ISSUED));
        assertThat(result.of(Count.LOADERS)).isPositive();
    }

    @Test
    void everyTenThousandthWakeThatIsDroppedIsFound() throws Exception {
        SoakResult result =
                soak(
                        AMPLE,
                        Duration.ofSeconds(8),
                        name -> BrokenStrategies.droppingOneIn(10_000, name));
        assertThat(result.findings())
                .anySatisfy(
                        finding -> {
                            assertThat(finding.kind()).isEqualTo(Finding.Kind.LOST);
                            assertThat(finding.toString()).contains(BROKEN, "word @0x");
                        });
    }

    @Test
    void descriptorThatIsLeftOpenIsFound() throws Exception {
        List<FileInputStream> forgotten = new CopyOnWriteArrayList<>();
        try {
            SoakResult result =
                    soak(
                            Duration.ofSeconds(1),
                            Duration.ofSeconds(8),
                            name -> BrokenStrategies.leaking(name, forgotten));
            assertThat(result.findings())
                    .anySatisfy(
                            finding -> {
                                assertThat(finding.kind()).isEqualTo(Finding.Kind.LEAKED);
                                assertThat(finding.detail()).contains("descriptor", "/dev/null");
                            });
        } finally {
            BrokenStrategies.close(forgotten);
        }
    }

    @Test
    void soakThatIsEndedEarlyAccountsForWhatItHas() throws Exception {
        Soak soak =
                new Soak(
                        new SoakPlan(
                                SoakStrategies.of(List.of(BrokenStrategies.SOUND)),
                                1,
                                AMPLE,
                                0,
                                SoakPlan.PATIENCE));
        SoakResult result = soak.run(_ -> soak.end());
        assertThat(Duration.ofNanos(result.nanos())).isLessThan(AMPLE);
        assertThat(result.findings()).isEmpty();
        assertThat(result.of(Count.ISSUED)).isPositive();
    }

    private static SoakResult soak(
            Duration time, Duration patience, Function<String, WaitAny> opener) throws Exception {
        SoakStrategies strategies = new SoakStrategies(List.of(BROKEN), opener);
        return new Soak(new SoakPlan(strategies, 1, time, 0, patience)).run(_ -> {});
    }
}
