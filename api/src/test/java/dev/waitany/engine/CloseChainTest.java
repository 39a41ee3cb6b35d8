/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CloseChainTest {
    private final CloseChain chain = new CloseChain();

    @Test
    void everyStepRunsAndTheFirstExceptionHasTheOthers() {
        AtomicInteger steps = new AtomicInteger();
        Error first = new StackOverflowError();
        RuntimeException second = new IllegalStateException();
        chain.run(() -> fail(first, steps));
        chain.run(() -> fail(second, steps));
        chain.run(() -> fail(first, steps)); // the same again is no suppressed one of itself
        chain.run(steps::incrementAndGet);
        assertThatExceptionOfType(StackOverflowError.class)
                .isThrownBy(chain::end)
                .isSameAs(first)
                .satisfies(thrown -> assertThat(thrown.getSuppressed()).containsExactly(second));
        assertThat(steps).hasValue(4);
    }

    private static void fail(Throwable failure, AtomicInteger steps) {
        steps.incrementAndGet();
        throw Thrown.unchecked(failure);
    }
}
