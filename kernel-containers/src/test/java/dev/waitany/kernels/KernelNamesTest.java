/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class KernelNamesTest {
    @Test
    void unknownKernelIsNamedWithThoseThereAre() {
        assertThatThrownBy(() -> Kernel.named("6.13"))
                .isInstanceOf(UnknownKernelException.class)
                .hasMessageContaining("\"6.13\"")
                .hasMessageContaining(names(Kernel.all()));
        assertThatThrownBy(() -> Kernel.debian("host"))
                .isInstanceOf(UnknownKernelException.class)
                .hasMessageEndingWith(names(Kernel.debian()));
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

    @Test
    void variantsAreToldByTheEndOfTheName() {
        assertThat(Kernel.debian("6.12").variant()).isEqualTo(Variant.X86_64);
        assertThat(Kernel.debian("6.12-rt").variant()).isEqualTo(Variant.X86_64_RT);
        assertThat(Kernel.debian("6.12-arm64").variant()).isEqualTo(Variant.AARCH64);
        Kernel large = Kernel.named("6.12-arm64-16k");
        assertThat(large.variant()).isEqualTo(Variant.AARCH64_16K);
        assertThat(large.version()).isEqualTo(new KernelVersion(6, 12));
        assertThat(large.suites()).isEqualTo(Kernel.debian("6.12").suites());
        assertThatThrownBy(() -> Kernel.named("host-arm64"))
                .isInstanceOf(UnknownKernelException.class);
    }

    private static String names(List<Kernel> kernels) {
        return kernels.stream().map(Kernel::name).collect(Collectors.joining(", "));
    }
}
