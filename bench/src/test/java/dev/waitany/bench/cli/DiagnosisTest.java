/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DiagnosisTest {
    @Test
    void hazardsAreThoseOfTheRelease() {
        assertThat(Hazards.of("5.10.0-30-amd64")).isEmpty();
        assertThat(Hazards.of("6.8.0")).hasSize(3);
        assertThat(Hazards.of("6.12.43")).hasSize(2);
        assertThat(Hazards.of("6.12.44")).hasSize(1);
        assertThat(Hazards.of("6.16.3")).hasSize(2);
        assertThat(Hazards.of("7.1.0")).isEmpty();
        assertThat(Hazards.of("7.3-rc1")).isEmpty();
        assertThat(Hazards.of("unheard of")).isEmpty();
    }

    @Test
    void sizesAreReadable() {
        assertThat(Diagnosis.size("8388608")).isEqualTo("8 MiB");
        assertThat(Diagnosis.size("65536")).isEqualTo("64 KiB");
        assertThat(Diagnosis.size("0")).isEqualTo("0 KiB");
        assertThat(Diagnosis.size("unlimited")).isEqualTo("unlimited");
    }
}
