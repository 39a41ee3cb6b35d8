/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.container;

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
                        "no Docker engine answers (no socket at /run/docker.sock): run ./waitany verify as root,"
                                + " which starts one, or start Docker");
    }
}
