/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.suites;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waitany.itests.harness.StrategyFacts;
import dev.waitany.itests.kernel.KernelVersion;
import java.util.List;
import org.junit.jupiter.api.Test;

class KernelSuiteTest {
    @Test
    void everyStrategyThatWorksIsProvenAndNoOther() {
        assertThat(classes("5.10")).containsExactly("BehavioursOfThisKernel", "Contracts$Threads");
        assertThat(classes("6.1"))
                .containsExactly(
                        "BehavioursOfThisKernel",
                        "Contracts$Threads",
                        "Contracts$SyscallWaitv",
                        "Differential");
        assertThat(classes("7.3")).hasSize(2 + StrategyFacts.all().size());
        assertThat(classes("7.3", "ring-armed"))
                .containsExactly("BehavioursOfThisKernel", "Contracts$RingArmed");
    }

    private static List<String> classes(String line, String... strategies) {
        return new KernelSuite(KernelVersion.of(line), List.of(strategies))
                .testClasses().stream().map(name -> name.replaceFirst(".*\\.", "")).toList();
    }
}
