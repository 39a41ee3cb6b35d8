/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class KernelTest {
    @Test
    void unknownKernelIsNamedWithThoseThereAre() {
        assertThatThrownBy(() -> Kernel.named("6.13"))
                .isInstanceOf(UnknownKernelException.class)
                .hasMessageContaining("\"6.13\"")
                .hasMessageContaining("5.10, 6.1, 6.12, 6.18, 7.3, host");
        assertThatThrownBy(() -> Kernel.debian("host"))
                .isInstanceOf(UnknownKernelException.class)
                .hasMessageEndingWith("7.3");
    }

    @Test
    void kernelsAreListedOldestFirst() {
        List<KernelVersion> lines = Kernel.debian().stream().map(Kernel::version).toList();
        assertThat(lines).isSorted().doesNotHaveDuplicates();
        assertThat(Kernel.all()).last().isEqualTo(Kernel.host());
        assertThat(Kernel.host().version()).isEqualTo(KernelVersion.ofThisMachine());
    }

    @Test
    void releasesBelongToLinesInOrder() {
        KernelVersion line = KernelVersion.of("6.12.117+deb13-cloud-amd64");
        assertThat(line).hasToString("6.12").isEqualTo(KernelVersion.of("6.12"));
        assertThat(KernelVersion.of("6.9")).isLessThan(line);
        assertThat(KernelVersion.of("7.0-rc1")).isGreaterThan(line);
        assertThat(line.isAtLeast(line)).isTrue();
        assertThatThrownBy(() -> KernelVersion.of("linux")).hasMessageContaining("linux");
    }
}
