/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.kernels.archive;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DebPackageTest {
    @Test
    void versionsOfOneLineAreOrderedByTheirNumbers() {
        assertThat(DebVersionOrder.compare("6.12.9-1", "6.12.10-1")).isNegative();
        assertThat(DebVersionOrder.compare("6.18.5-1~bpo13+1", "6.18.15-1~bpo13+1")).isNegative();
        assertThat(DebVersionOrder.compare("5.10.262-1", "5.10.262-1")).isZero();
        assertThat(DebVersionOrder.compare("6.1.1-1", "6.1.1-1.1")).isNegative();
    }

    @Test
    void packagesAreReadFromWhatAptPrints() {
        String shown =
                """
                Package: linux-image-6.12.9
                Version: 6.12.9-1
                Size: 123
                SHA256: abc
                Description: Linux
                 with more: lines

                Package: torn
                """;
        assertThat(DebPackage.parse(shown))
                .containsExactly(new DebPackage("linux-image-6.12.9", "6.12.9-1", 123, "abc"));
    }
}
