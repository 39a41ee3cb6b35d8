/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.kernels.guest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.TestReporter;

/**
 * The tests that {@link GuestMainTest} runs in another JVM. The build does not run this class,
 * because of its name.
 */
@TestMethodOrder(MethodOrderer.MethodName.class)
class EveryOutcome {
    @Test
    void passes(TestReporter reporter, TestInfo test) {
        reporter.publishEntry("name", test.getDisplayName());
        assertThat(test.getTestMethod()).isPresent();
    }

    @Test
    void fails() {
        assertThat(1).as("one").isEqualTo(2);
    }

    @Test
    void aborts() {
        abort("nothing to see");
    }

    @Test
    @Disabled("another time")
    void isDisabled() {
        throw new AssertionError("ran");
    }
}
