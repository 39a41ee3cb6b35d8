/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.kernels.guest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waitany.kernels.guest.GuestEvent.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GuestEventTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "plain",
                "two\nlines\twith a tab\r",
                "back\\slash \\n \\u0041",
                "caf\u00e9 \u2192 \ud83d\ude00",
                " \u0000\u001b[0m "
            })
    void anyTextSurvivesTheWay(String text) {
        GuestEvent event = new GuestEvent(Kind.FAILED, text, text, 17);
        assertThat(event.line()).matches("[\\t\\x20-\\x7e]*");
        assertThat(GuestEvent.of(event.line())).contains(event);
        assertThat(GuestEvent.of(event.line() + "\r")).as("by a terminal").contains(event);
    }

    @Test
    void longDetailIsCut() {
        GuestEvent event = new GuestEvent(Kind.FAILED, "test", "x".repeat(100_000), 0);
        assertThat(event.line().length()).isLessThan(25_000);
        assertThat(GuestEvent.of(event.line()).orElseThrow().detail()).endsWith("... cut off");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[    0.0] Linux version",
                "@guest",
                "@guest\tPASSED",
                "@guest\tPAS\t0\tname\t",
                "@guest\tPASSED\tx\tname\t",
                "@guest\tFAILED\t0\tname\ttorn \\",
                "@guest\tFAILED\t0\tname\ttorn \\u12"
            })
    void otherAndTornLinesAreNoEvents(String line) {
        assertThat(GuestEvent.of(line)).isEmpty();
    }
}
