/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import dev.waitany.linux.Errno;
import dev.waitany.linux.Futex;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

/**
 * The suite must find the fault of each broken strategy, by the rule it breaks, and none in the
 * sound one.
 */
class BrokenStrategiesTest {
    /** What a fault has until it is taken for a hang. */
    private static final String SECONDS = "2";

    /** What the sound strategy has, on a machine that may be busy. */
    private static final String AMPLE_SECONDS = "30";

    @BeforeAll
    static void needsFutexWaitv() {
        assumeTrue(Futex.probeWaitv() == -Errno.EINVAL, "the plain strategy needs futex_waitv(2)");
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                arguments(Suites.DropsWakes.class, "rule02_wakeOnEachIndexReportsThatIndex"),
                arguments(Suites.DropsWakes.class, "rule02_wakeEndsExactlyOneWaitWithItsIndex"),
                arguments(Suites.WrongIndex.class, "rule02_wakeOnEachIndexReportsThatIndex"),
                arguments(Suites.EarlyTimeout.class, "rule03_timedOutIsNeverEarlyAfterASpan"),
                arguments(Suites.EarlyTimeout.class, "rule03_timedOutIsNeverEarlyOnTheWallClock"),
                arguments(Suites.NeverReturns.class, "rule02_wakeOnEachIndexReportsThatIndex"),
                arguments(Suites.NeverReturns.class, "rule03_timedOutIsNeverEarlyAfterASpan"),
                arguments(Suites.Deaf.class, "rule04_interruptEndsABlockedWaitAtOnce"),
                arguments(Suites.Deaf.class, "rule04_closeEndsEveryBlockedWait"),
                arguments(Suites.Deaf.class, "rule06_interruptEndsAVirtualWait"),
                arguments(Suites.Spurious.class, "rule11_wakesOfOtherWordsAndOtherWaitsEndNothing"),
                arguments(Suites.Spurious.class, "rule11_blockedWaitOutlastsWhatDoesNotConcernIt"),
                arguments(Suites.DropsWakes.class, "rule11_waitsEndOneByOneWithTheirWakes"),
                arguments(
                        Suites.Deaf.class, "rule04_everyInterruptOfAThreadThatKeepsWaitingIsSeen"),
                arguments(Suites.LeaksThreads.class, "rule04_openingAndClosingLeavesNothingBehind"),
                arguments(
                        Suites.HidesSurplus.class, "rule02_surplusListsEveryWakeTheWaitConsumed"));
    }

    @ParameterizedTest(name = "{0} fails {1}")
    @MethodSource("faults")
    void eachFaultFailsTheRuleItBreaks(Class<?> broken, String rule) {
        assertThat(run(broken, rule, SECONDS).failed().count())
                .as("%s on %s", rule, broken.getSimpleName())
                .isEqualTo(1);
    }

    static List<String> rulesThatFindFaults() {
        return faults().map(each -> (String) each.get()[1]).distinct().toList();
    }

    @ParameterizedTest(name = "the sound strategy passes {0}")
    @MethodSource("rulesThatFindFaults")
    void theSoundStrategyPassesTheSameRules(String rule) {
        assertThat(run(Suites.Sound.class, rule, AMPLE_SECONDS).succeeded().count())
                .as(rule)
                .isEqualTo(1);
    }

    private static Events run(Class<?> suite, String rule, String seconds) {
        Events tests =
                EngineTestKit.engine("junit-jupiter")
                        .selectors(selectMethod(suite, rule))
                        .configurationParameter("dev.waitany.tck.limitSeconds", seconds)
                        .configurationParameter("dev.waitany.tck.scale", "0.3")
                        .execute()
                        .testEvents();
        assertThat(tests.started().count()).as("%s is a test", rule).isEqualTo(1);
        return tests;
    }
}
