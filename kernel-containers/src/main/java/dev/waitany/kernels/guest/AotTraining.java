/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.kernels.guest;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tests that do nothing and make JUnit load its classes. They stand in for tests that must not run
 * on this machine.
 */
public final class AotTraining {
    /** Is called by JUnit. */
    AotTraining() {}

    @Test
    void test() {
        assertTrue(true);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void parameterized(int number) {
        assertTrue(number > 0);
    }
}
