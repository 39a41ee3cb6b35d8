/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.container;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waitany.kernels.machine.Until;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A command in a container, and its output. */
final class Spoken {
    private static final Duration LIMIT = Duration.ofSeconds(90);

    private final List<String> said = new CopyOnWriteArrayList<>();
    private final Execution execution;

    Spoken(TestContainer container, List<String> command) {
        this.execution = container.start(command, said::add);
    }

    /** Waits until it has printed this line. */
    void until(String line) {
        Until.holds(LIMIT, () -> said.contains(line), () -> line + ", where there is " + said);
    }

    /** Waits for its end, checks that it succeeded, and returns its output. */
    List<String> assertEndsWell() throws Exception {
        long code = execution.await(LIMIT);
        assertThat(code).as("exit code, of what said %s", said).isZero();
        return said;
    }
}
