/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;

class ThreadLimitsTest {
    @Test
    void refusedThreadIsExplainedByTheLimitsToRaise() {
        OutOfMemoryError error =
                new OutOfMemoryError(
                        "unable to create native thread: possibly out of memory or"
                                + " process/resource limits reached");
        assertThat(ThreadLimits.explain(error, "a test"))
                .hasMessageContaining("a test")
                .hasMessageContaining("ulimit -u")
                .hasMessageContaining("pids.max")
                .hasCause(error);
    }

    @Test
    void lackOfMemoryIsNoLimitOfThreads() {
        OutOfMemoryError error = new OutOfMemoryError("Java heap space");
        assertThatExceptionOfType(OutOfMemoryError.class)
                .isThrownBy(() -> ThreadLimits.explain(error, "a test"))
                .isSameAs(error);
    }
}
