/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.kernels.junit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests for guests, of every kind. The build does not find them, because of their names. */
final class SampleTests {
    private SampleTests() {}

    @KernelTest({"6.1", "6.12"})
    static class OfClass {
        @Test
        void passes() {}

        @Test
        void fails() {
            fail("as it should");
        }

        @Test
        @Disabled("another time")
        void isDisabled() {}

        @ParameterizedTest
        @ValueSource(ints = {1, 2})
        void isOne(int number) {
            assertEquals(1, number);
        }

        @TestFactory
        Stream<DynamicTest> makes() {
            return Stream.of(
                    DynamicTest.dynamicTest("good", () -> {}),
                    DynamicTest.dynamicTest("bad", () -> fail("made to fail")));
        }

        @AfterAll
        static void failAtTheEnd() {
            fail("at the end");
        }
    }

    static class OfMethod {
        @Test
        void isNoTestForAGuest() {
            fail("not asked for");
        }

        @KernelTest({"6.1", "6.12"})
        void passes() {
            assertEquals("6.12", System.getProperty("dev.waitany.kernels.guest"));
        }
    }
}
