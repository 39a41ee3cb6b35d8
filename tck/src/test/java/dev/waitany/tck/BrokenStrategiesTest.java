/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.waitany.linux.Errno;
import dev.waitany.linux.Futex;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.testkit.engine.Events;

/**
 * The suite finds the fault of each broken strategy, by a test of the rule that the fault breaks.
 * It finds none in the sound strategy.
 */
class BrokenStrategiesTest {
    /** Time limit of a test in seconds, after which a broken strategy counts as hanging. */
    private static final String SECONDS = "2";

    /** The allocator or the scheduler may hide a fault from one run, not from all of them. */
    private static final int MOST_RUNS = 5;

    /** Time limit of a test of the sound strategy in seconds: the machine may be busy. */
    private static final String AMPLE_SECONDS = "30";

    /** Suites of strategies with capabilities that the sound strategy does not have. */
    private static final Set<Class<?>> CLAIMS =
            Set.of(
                    Suites.ClaimsToStayArmed.class,
                    Suites.ClaimsBitsets.class,
                    Suites.ForwardsWithoutBits.class);

    @BeforeAll
    static void needsFutexWaitv() {
        assumeTrue(Futex.probeWaitv() == -Errno.EINVAL, "the plain strategy needs futex_waitv(2)");
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                arguments(Suites.DropsWakes.class, "rule22_armedSetForwardsAReportedWake"),
                arguments(Suites.DropsWakes.class, "rule19_dependentMayCloseTheWaitAny"),
                arguments(Suites.DropsWakes.class, "rule19_blockedDependentsHoldUpNoOtherWait"),
                arguments(Suites.NeverReturns.class, "rule04_bothOfTwoClosersReturn"),
                arguments(Suites.Deaf.class, "rule06_everyInterruptOfAnArmedCallIsSeen"),
                arguments(
                        Suites.HoldsEightArenas.class,
                        "rule10_anyNumberOfArenasIsHeldByABlockedWait"),
                arguments(Suites.HoldsNoArena.class, "rule10_wakeReachesTheNextOwnerOfTheAddress"),
                arguments(
                        Suites.PoisonedByAnException.class,
                        "rule23_nextWaitWorksAfterOneThatAClosedArenaEnded"),
                arguments(
                        Suites.LooksAfterAWake.class,
                        "rule23_wakeSurvivesTheClosingOfAnotherArena"),
                arguments(
                        Suites.DisturbsNeighbours.class,
                        "rule07_endOfAPendingWaitTakesNoOtherOffItsWord"),
                arguments(
                        Suites.DiesOfAFailure.class, "rule23_pendingWaitWhosePageIsGoneFailsAlone"),
                arguments(
                        Suites.DiesOfAFailure.class,
                        "rule23_pendingWaitWhoseArenaIsClosedFailsAlone"),
                arguments(Suites.PoisonedByAnErrorOfALook.class, "rule23_setIsUsableAfterAnError"),
                arguments(Suites.WritesToWords.class, "rule05_readOnlyWordsCanBeWaitedOn"),
                arguments(
                        Suites.ForwardsWithoutBits.class,
                        "rule21_forwardedWakeGoesToAWaiterOfTheSetsBits"),
                arguments(
                        Suites.UsesTheCommonPool.class,
                        "rule19_futuresCompleteWhileTheCommonPoolIsBusy"),
                arguments(
                        Suites.InheritsFromTheStarter.class,
                        "rule24_threadsKeepNothingOfTheirStarter"),
                arguments(Suites.DropsWakes.class, "rule02_wakeOnEachIndexReportsThatIndex"),
                arguments(Suites.DropsWakes.class, "rule02_wakeEndsExactlyOneWaitWithItsIndex"),
                arguments(Suites.DropsWakes.class, "rule11_waitsEndOneByOneWithTheirWakes"),
                arguments(
                        Suites.DropsWakes.class,
                        "rule18_wakeOfOneReachesTheOtherWaiterWhileTheOwnerIsBusy"),
                arguments(
                        Suites.DropsWakes.class,
                        "rule18_wakeOfAllReachesTheArmedSetAndEveryWaiter"),
                arguments(
                        Suites.DropsWakes.class,
                        "rule22_forwardWakesAnotherWaiterOfTheReportedWord"),
                arguments(
                        Suites.DropsWakes.class,
                        "rule22_noWaiterSleepsWhenAnotherActsOnALowerIndex"),
                arguments(Suites.WrongIndex.class, "rule02_wakeOnEachIndexReportsThatIndex"),
                arguments(
                        Suites.WrongIndex.class,
                        "rule22_forwardWakesAnotherWaiterOfTheReportedWord"),
                arguments(
                        Suites.WrongIndex.class,
                        "rule25_readyDescriptorEndsABlockedWaitWithItsEvents"),
                arguments(Suites.EarlyTimeout.class, "rule03_timedOutIsNeverEarlyAfterASpan"),
                arguments(
                        Suites.EarlyTimeout.class, "rule03_timedOutIsNeverEarlyOnTheRealtimeClock"),
                arguments(Suites.NeverReturns.class, "rule02_wakeOnEachIndexReportsThatIndex"),
                arguments(Suites.NeverReturns.class, "rule03_timedOutIsNeverEarlyAfterASpan"),
                arguments(Suites.Deaf.class, "rule04_interruptEndsABlockedWaitAtOnce"),
                arguments(Suites.Deaf.class, "rule04_closeEndsEveryBlockedWait"),
                arguments(
                        Suites.Deaf.class, "rule04_everyInterruptOfAThreadThatKeepsWaitingIsSeen"),
                arguments(Suites.Deaf.class, "rule06_interruptEndsAVirtualWait"),
                arguments(Suites.Deaf.class, "rule16_closeByAnotherThreadCancelsTheCall"),
                arguments(Suites.Spurious.class, "rule11_wakesOfOtherWordsAndOtherWaitsEndNothing"),
                arguments(Suites.Spurious.class, "rule11_blockedWaitOutlastsWhatDoesNotConcernIt"),
                arguments(Suites.LeaksThreads.class, "rule04_openingAndClosingLeavesNothingBehind"),
                arguments(Suites.HidesSurplus.class, "rule02_surplusListsEveryWakeTheWaitConsumed"),
                arguments(
                        Suites.ClaimsToStayArmed.class,
                        "rule13_wakeBetweenCallsIsCountedAndDelivered"),
                arguments(
                        Suites.ClaimsToStayArmed.class,
                        "rule13_changeOfAnArmedWordWithoutAWakeEndsNoCall"),
                arguments(
                        Suites.ClaimsToStayArmed.class,
                        "rule18_wakeOfOneIsConsumedWhileTheOwnerIsBusy"),
                arguments(
                        Suites.ClaimsBitsets.class,
                        "rule21_wakeWithoutACommonBitDoesNotEndTheWait"),
                arguments(
                        Suites.ClaimsBitsets.class, "rule22_forwardWakesOnlyWaitersOfTheSetsBits"));
    }

    @ParameterizedTest(name = "{0} fails {1}")
    @MethodSource("faults")
    void eachFaultFailsTheRuleItBreaks(Class<?> broken, String rule) {
        long failed = 0;
        for (int run = 0; run < MOST_RUNS && failed == 0; run++) {
            Events tests = SuiteRun.ofMethod(broken, rule, SECONDS);
            assertThat(tests.started().count()).as("%s is a test", rule).isEqualTo(1);
            failed = tests.failed().count();
        }
        assertThat(failed).as("%s on %s", rule, broken.getSimpleName()).isEqualTo(1);
    }

    /** Rules whose tests apply to the sound strategy too. */
    static Stream<String> rulesThatFindFaults() {
        return faults().filter(each -> !CLAIMS.contains((Class<?>) each.get()[0]))
                .map(each -> (String) each.get()[1])
                .distinct();
    }

    @ParameterizedTest(name = "the sound strategy with bitsets passes {0}")
    @ValueSource(
            strings = {
                "rule21_wakeWithoutACommonBitDoesNotEndTheWait",
                "rule21_plainWakeFindsEveryWaiter",
                "rule21_forwardedWakeGoesToAWaiterOfTheSetsBits",
                "rule22_forwardWakesOnlyWaitersOfTheSetsBits"
            })
    void theSoundStrategyWithBitsetsPassesTheirRules(String rule) {
        Class<?> sound = Suites.SoundWithBitsets.class;
        assertThat(SuiteRun.ofMethod(sound, rule, AMPLE_SECONDS).succeeded().count())
                .as(rule)
                .isEqualTo(1);
    }

    /** Rules whose tests apply only to what a broken strategy claims. */
    static Stream<String> rulesThatFindClaims() {
        return faults().filter(each -> CLAIMS.contains((Class<?>) each.get()[0]))
                .map(each -> (String) each.get()[1]);
    }

    @ParameterizedTest(name = "the sound strategy passes {0}")
    @MethodSource("rulesThatFindFaults")
    void theSoundStrategyPassesTheSameRules(String rule) {
        assertThat(SuiteRun.ofMethod(Suites.Sound.class, rule, AMPLE_SECONDS).succeeded().count())
                .as(rule)
                .isEqualTo(1);
    }

    @ParameterizedTest(name = "{0} is not generated for the sound strategy")
    @MethodSource("rulesThatFindClaims")
    void testsThatDoNotApplyAreNeitherRunNorSkipped(String rule) {
        Events tests = SuiteRun.ofMethod(Suites.Sound.class, rule, AMPLE_SECONDS);
        assertThat(tests.list()).as(rule).isEmpty();
    }
}
