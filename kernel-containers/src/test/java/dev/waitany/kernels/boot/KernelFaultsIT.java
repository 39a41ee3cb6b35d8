/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.kernels.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waitany.kernels.Kernel;
import dev.waitany.kernels.root.GuestJars;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;

/** What is reported of guests that panic, hang or run out of memory. */
class KernelFaultsIT {
    private static final int SMALL = 512;

    @Test
    void panicFailsTheTestItWasAtWithTheConsole() {
        assertThat(failureOf(GuestFaults.Panics.class, Duration.ofMinutes(2)))
                .contains("the guest's kernel panicked", "sysrq triggered crash");
    }

    @Test
    void hangFailsTheTestItWasAtWithinItsLimit() {
        assertThat(failureOf(GuestFaults.Hangs.class, Duration.ofSeconds(40)))
                .containsAnyOf("not over after 40 s", "said nothing for 40 s");
    }

    @Test
    void lackOfMemoryFailsTheTestItWasAtWithTheConsole() {
        assertThat(failureOf(GuestFaults.Fills.class, Duration.ofMinutes(2)))
                .contains("the guest ran out of memory", "java");
    }

    /** Returns the failure of the guest's only test, which must also be that of the run. */
    private static String failureOf(Class<?> guestTest, Duration limit) {
        List<String> failures =
                KernelSkips.booting(
                        () -> {
                            try (KernelContainer container = smallGuest(limit)) {
                                return container
                                        .runTests(guestTest.getName())
                                        .flatMap(KernelFaultsIT::failures)
                                        .toList();
                            }
                        });
        assertThat(failures).as("the test, and the run").hasSize(2);
        assertThat(failures).last().isEqualTo(failures.getFirst());
        return failures.getFirst();
    }

    private static KernelContainer smallGuest(Duration limit) {
        return new KernelContainer(Kernel.debian("6.12"))
                .withClasspath(GuestJars.ofThisJvm())
                .withLimit(limit)
                .withMemory(SMALL);
    }

    private static Stream<String> failures(DynamicNode node) {
        return switch (node) {
            case DynamicContainer container ->
                    container.getChildren().flatMap(KernelFaultsIT::failures);
            case DynamicTest test -> failure(test);
            default -> throw new AssertionError(node);
        };
    }

    private static Stream<String> failure(DynamicTest test) {
        try {
            test.getExecutable().execute();
            return Stream.of();
        } catch (Throwable failed) {
            return Stream.of(String.valueOf(failed.getMessage()));
        }
    }
}
