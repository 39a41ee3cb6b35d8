/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.suites;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waitany.itests.harness.StrategyFacts;
import dev.waitany.itests.harness.WaitCall;
import dev.waitany.kernels.KernelVersion;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class KernelSuiteTest {
    @Test
    void everyStrategyThatWorksIsProvenAndNoOther() {
        assertThat(classes("5.10")).isEqualTo(classesOf(WaitCall.FUTEX_WAIT));
        assertThat(classes("6.1")).isEqualTo(classesOf(WaitCall.FUTEX_WAIT, WaitCall.FUTEX_WAITV));
        assertThat(classes("7.3")).hasSize(2 + StrategyFacts.all().size());
        assertThat(classes("7.3", "ring-armed"))
                .containsExactly("BehavioursOfThisKernel", "Contracts$RingArmed");
    }

    private static List<String> classes(String line, String... strategies) {
        return new KernelSuite(KernelVersion.of(line), List.of(strategies))
                .testClasses().stream().map(KernelSuiteTest::simpleName).toList();
    }

    /** Returns what is expected where the strategies with these calls work. */
    private static List<String> classesOf(WaitCall... calls) {
        List<String> classes = new ArrayList<>();
        classes.add("BehavioursOfThisKernel");
        StrategyFacts.all().stream()
                .filter(facts -> List.of(calls).contains(facts.call()))
                .map(facts -> simpleName(Contracts.testClass(facts.name())))
                .forEach(classes::add);
        if (classes.size() > 2) {
            classes.add("Differential");
        }
        return classes;
    }

    private static String simpleName(String className) {
        return className.replaceFirst(".*\\.", "");
    }
}
