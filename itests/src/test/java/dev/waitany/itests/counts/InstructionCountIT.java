/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.counts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.waitany.kernels.Kernel;
import dev.waitany.kernels.KernelUnavailableException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.opentest4j.TestAbortedException;

/** Counts the instructions of waits on each kernel again. A change of them has to be recorded. */
class InstructionCountIT {
    private static final Path ROOT = Path.of(System.getProperty("dev.waitany.itests.root"));

    static Stream<Kernel> kernels() {
        return Kernel.debian().stream();
    }

    @ParameterizedTest(name = "Linux {0}")
    @MethodSource("kernels")
    void countsAreWithinTwoPercentOfTheRecord(Kernel kernel) {
        List<String> missing = InstructionCounter.missingTools();
        assumeTrue(missing.isEmpty(), () -> "not installed: " + String.join(", ", missing));
        CountRecord recorded = CountRecord.read(CountRecord.fileIn(ROOT));
        InstructionCounter counter = InstructionCounter.in(ROOT);
        KernelCounts counted = count(counter, kernel);
        KernelCounts before = recorded.of(kernel.name()).orElseThrow();
        assertThat(Comparison.between(before, counted, Comparison.RECORDED))
                .as(
                        () ->
                                "counts that differ from the record, which ./waitany kernels --count --record replaces; other conditions: "
                                        + Comparison.otherConditions(
                                                recorded,
                                                CountRecord.of(counter, List.of(counted))))
                .isEmpty();
    }

    /** A kernel of another version has other counts, so its test is left out by name. */
    private static KernelCounts count(InstructionCounter counter, Kernel kernel) {
        try {
            return counter.count(kernel);
        } catch (KernelUnavailableException none) {
            throw new TestAbortedException(none.getMessage(), none);
        }
    }
}
