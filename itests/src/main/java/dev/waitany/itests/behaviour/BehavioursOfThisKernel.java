/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.waitany.kernels.KernelVersion;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Asks this kernel every question of the table that its release line can be asked. */
@DisplayName("behaviours")
public class BehavioursOfThisKernel {
    private static final KernelVersion LINE = KernelVersion.ofThisMachine();

    @TestFactory
    Stream<DynamicTest> answersAsItsReleaseLineDoes() {
        return BehaviourTable.all()
                .filter(behaviour -> !behaviour.answerOf(LINE).isEmpty())
                .map(
                        behaviour ->
                                DynamicTest.dynamicTest(
                                        behaviour.question(), () -> assertAnswer(behaviour)));
    }

    private static void assertAnswer(Behaviour behaviour) {
        String answer = behaviour.ask();
        assumeFalse(
                answer.contains("EPERM") || answer.contains("EACCES"),
                () -> "this machine forbids it: " + answer);
        assertThat(answer).as(behaviour.question()).isEqualTo(behaviour.answerOf(LINE));
    }
}
