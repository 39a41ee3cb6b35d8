/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.kernels.engine;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class EngineTest {
    @Test
    void withoutAnEngineItIsSaidWhatWasTriedAndWhatHelps() {
        assertThatThrownBy(
                        () ->
                                Engine.of(
                                        () -> {
                                            throw new IllegalStateException(
                                                    "no socket at /run/docker.sock\nand so on");
                                        }))
                .isInstanceOf(NoEngineException.class)
                .hasMessage(
                        "no Docker engine answers (no socket at /run/docker.sock): install and start Docker"
                                + " (on Debian: apt-get install docker.io), as root or in the group docker;"
                                + " or set DOCKER_HOST");
    }
}
