/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.kernels.boot;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GuestConsoleTest {
    private final GuestConsole console = new GuestConsole("test");

    @Test
    void panicIsNamedWithTheEndOfTheConsole() {
        for (int i = 0; i < 1000; i++) {
            console.line("line " + i);
        }
        console.line("[    2.1] Kernel panic - not syncing: Attempted to kill init!");
        assertThat(console.explain("exit code 0"))
                .startsWith("the guest's kernel panicked")
                .contains("line 999", "Attempted to kill init")
                .doesNotContain("line 1\n", "exit code 0");
    }

    @Test
    void panicIsNamedHoweverLongItsTraceIs() {
        console.line("[    2.1] Kernel panic - not syncing: sysrq triggered crash");
        for (int i = 0; i < 1000; i++) {
            console.line("? frame " + i);
        }
        assertThat(console.explain("exit code 0"))
                .startsWith("the guest's kernel panicked")
                .contains("sysrq triggered crash", "frame 999");
    }

    @Test
    void lackOfMemoryIsNamedBeforeThePanicItMayCause() {
        console.line("Out of memory: Killed process 146 (java)");
        console.line("Kernel panic - not syncing: ...");
        assertThat(console.explain("")).startsWith("the guest ran out of memory");
    }

    @Test
    void otherwiseWhatWasSeenOutsideIsSaid() {
        assertThat(console.explain("not over after 5 s"))
                .isEqualTo("not over after 5 s; its console is empty");
    }
}
