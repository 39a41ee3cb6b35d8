/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.container;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waitany.itests.harness.Strategies;
import dev.waitany.kernels.engine.Engine;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Rule 8 between containers that share nothing except the memory of the words. */
@ExtendWith(Docker.class)
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class AcrossContainersIT {
    private static final int ROUNDS = 2_000;
    private static final int SURE =
            ROUNDS / 100; // rounds in which the other process is known to wait

    /** Combines each kind of shared memory with each strategy. */
    static Stream<Arguments> memoryAndStrategy() {
        return Stream.of(Neighbours.Memory.values())
                .flatMap(
                        memory ->
                                Strategies.all().stream()
                                        .map(strategy -> Arguments.of(memory, strategy)));
    }

    @ParameterizedTest
    @MethodSource("memoryAndStrategy")
    void twoJvmsAskAndAnswer(
            Neighbours.Memory memory, String strategy, Engine engine, TestImage image)
            throws Exception {
        Strategies.open(strategy).close();
        try (Neighbours neighbours = Neighbours.start(memory, engine, image)) {
            Spoken answering = neighbours.first().java("AnsweringPeer", strategy, "" + ROUNDS);
            Spoken asking = neighbours.second().java("AskingPeer", strategy, "" + ROUNDS);
            assertCounted(asking);
            answering.assertEndsWell();
        }
    }

    @ParameterizedTest
    @MethodSource("memoryAndStrategy")
    void aCProgramAsksAndAJvmAnswers(
            Neighbours.Memory memory, String strategy, Engine engine, TestImage image)
            throws Exception {
        Strategies.open(strategy).close();
        try (Neighbours neighbours = Neighbours.start(memory, engine, image)) {
            Spoken answering = neighbours.first().java("AnsweringPeer", strategy, "" + ROUNDS);
            assertCounted(neighbours.second().c("ask", ROUNDS));
            answering.assertEndsWell();
        }
    }

    @ParameterizedTest
    @MethodSource("memoryAndStrategy")
    void wordsServeOthersAfterAContainerWasKilledInItsWait(
            Neighbours.Memory memory, String strategy, Engine engine, TestImage image)
            throws Exception {
        Strategies.open(strategy).close();
        try (Neighbours neighbours = Neighbours.start(memory, engine, image)) {
            neighbours.second().java("SleepingPeer", strategy);
            Spoken survivor = neighbours.first().java("SurvivingPeer", strategy, "java");
            survivor.until("both wait");
            neighbours.second().kill();
            survivor.assertEndsWell();
        }
    }

    @ParameterizedTest
    @MethodSource("memoryAndStrategy")
    void wordsServeOthersAfterACProgramsContainerWasKilled(
            Neighbours.Memory memory, String strategy, Engine engine, TestImage image)
            throws Exception {
        Strategies.open(strategy).close();
        try (Neighbours neighbours = Neighbours.start(memory, engine, image)) {
            neighbours.second().c("sleep", 0);
            Spoken survivor = neighbours.first().java("SurvivingPeer", strategy, "c");
            survivor.until("both wait");
            neighbours.second().kill();
            survivor.assertEndsWell();
        }
    }

    private static void assertCounted(Spoken asking) throws Exception {
        List<String> said = asking.assertEndsWell();
        assertThat(Long.parseLong(said.getLast()))
                .as("wakes that found a waiter in the other container")
                .isBetween((long) SURE, (long) ROUNDS);
    }
}
