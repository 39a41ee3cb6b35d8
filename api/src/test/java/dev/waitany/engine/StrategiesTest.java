/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waitany.Support;
import dev.waitany.spi.Backend;
import dev.waitany.spi.Strategy;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StrategiesTest {
    static Stream<Throwable> failures() {
        return Stream.of(
                new IllegalStateException("injected"),
                new NoClassDefFoundError("injected"),
                new OutOfMemoryError("injected"),
                new StackOverflowError("injected"),
                new InternalError("injected"),
                new AssertionError("injected"),
                new ExceptionInInitializerError(new UnsupportedOperationException("injected")));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void probeThatThrowsAnythingTakesNoOtherStrategyWithIt(Throwable failure) {
        Support support = Strategies.probed(new Failing(failure));
        assertThat(support.available()).isFalse();
        assertThat(support.strategy()).isEqualTo("failing");
        assertThat(support.reason()).startsWith("its probe failed: ").endsWith("injected");
        assertThat(support.remedy()).isNotEmpty();
    }

    private record Failing(Throwable failure) implements Strategy {
        @Override
        public String name() {
            return "failing";
        }

        @Override
        public int rank() {
            return 1;
        }

        @Override
        public Support probe() {
            throw Thrown.unchecked(failure);
        }

        @Override
        public Backend open() {
            throw new AssertionError("opened without a probe");
        }
    }
}
