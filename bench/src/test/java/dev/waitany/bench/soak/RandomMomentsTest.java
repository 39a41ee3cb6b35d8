/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.soak;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waitany.Support;
import dev.waitany.WaitAny;
import dev.waitany.bench.soak.account.Finding;
import dev.waitany.bench.soak.account.Findings;
import dev.waitany.bench.soak.account.SoakStrategies;
import dev.waitany.bench.soak.moment.BlockingCall;
import dev.waitany.bench.soak.moment.Disturbance;
import dev.waitany.bench.soak.moment.MomentCase;
import dev.waitany.bench.soak.moment.MomentRounds;
import dev.waitany.ring.FutexRing;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Rules 2, 4, 10, 16, 17 and 20, at random moments: each public blocking call is disturbed within
 * 60 µs of its start or end, and no wake is lost.
 *
 * <p>{@code -Ddev.waitany.bench.moments=N} sets the rounds of each combination, and {@code
 * -Ddev.waitany.bench.seed=N} the seed.
 */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RandomMomentsTest {
    private static final int ROUNDS = Integer.getInteger("dev.waitany.bench.moments", 200);
    private static final long SEED = Long.getLong("dev.waitany.bench.seed", 1);

    static Stream<MomentCase> cases() {
        Stream<MomentCase> ofStrategies =
                available().stream().flatMap(name -> MomentCase.of(name).stream());
        return Stream.concat(ofStrategies, ringCases());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void noWakeIsLostAndTheNextWaitWorks(MomentCase what) {
        Findings findings = new Findings();
        try (MomentRounds rounds =
                new MomentRounds(
                        what, SoakStrategies.of(available()), SEED, SoakPlan.PATIENCE, findings)) {
            int played = rounds.play(ROUNDS);
            assertThat(findings.all()).as("seed %d, round %d", SEED, played).isEmpty();
            assertThat(played).isEqualTo(ROUNDS);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("lossy")
    void aStrategyThatLosesWakesWhenItIsInterruptedIsFound(MomentCase what) {
        Findings findings = new Findings();
        SoakStrategies lossy = new SoakStrategies(available(), BrokenStrategies::losingAtAlerts);
        try (MomentRounds rounds =
                new MomentRounds(what, lossy, SEED, Duration.ofSeconds(1), findings)) {
            int played = rounds.play(20_000);
            assertThat(findings.all()).as("after %d rounds", played).isNotEmpty();
            assertThat(findings.all().getFirst().kind()).isEqualTo(Finding.Kind.LOST);
            assertThat(findings.all().getFirst().where()).isEqualTo(what.toString());
        }
    }

    static Stream<MomentCase> lossy() {
        return available().contains(BrokenStrategies.SOUND)
                ? MomentCase.of(BrokenStrategies.SOUND).stream()
                        .filter(each -> each.call() == BlockingCall.AWAIT)
                        .filter(each -> each.disturbance() == Disturbance.INTERRUPT)
                        .filter(each -> !each.virtual())
                : Stream.of();
    }

    private static List<String> available() {
        return WaitAny.strategies().stream()
                .filter(Support::available)
                .map(Support::strategy)
                .toList();
    }

    private static Stream<MomentCase> ringCases() {
        try (FutexRing ring = FutexRing.open()) {
            return ring.pending() == 0 ? MomentCase.ofRing().stream() : Stream.of();
        } catch (IllegalStateException | UnsupportedOperationException refused) {
            return Stream.of();
        }
    }
}
