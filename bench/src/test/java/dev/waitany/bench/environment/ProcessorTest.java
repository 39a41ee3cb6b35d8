/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.environment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProcessorTest {
    private static final String ARM =
            """
            processor	: 0
            BogoMIPS	: 125.00
            Features	: fp asimd evtstrm aes pmull sha1 sha2 crc32 atomics fphp
            CPU implementer	: 0x41
            CPU architecture: 8
            CPU variant	: 0x4
            CPU part	: 0xd0c
            CPU revision	: 1
            """;

    @TempDir private Path root;

    @Test
    void modelAndHypervisorOfX86AreInCpuInfo() throws IOException {
        write("proc/cpuinfo", "model name\t: AMD EPYC\nflags\t\t: fpu vme hypervisor lahf_lm\n");
        assertThat(new Processor(root).model()).isEqualTo("AMD EPYC");
        assertThat(new Processor(root).isVirtual()).isTrue();
    }

    @Test
    void metalIsNotVirtual() throws IOException {
        write("proc/cpuinfo", "model name\t: AMD EPYC\nflags\t\t: fpu vme lahf_lm\n");
        write("sys/class/dmi/id/sys_vendor", "Dell Inc.\n");
        assertThat(new Processor(root).isVirtual()).isFalse();
    }

    @Test
    void modelWithoutANameIsToldByItsNumbers() throws IOException {
        write("proc/cpuinfo", ARM);
        assertThat(new Processor(root).model()).isEqualTo("implementer 0x41, part 0xd0c");
        assertThat(new Processor(root).isVirtual()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "proc/device-tree/compatible, linux;dummy-virt",
        "proc/device-tree/hypervisor/compatible, linux;kvm",
        "sys/class/dmi/id/product_name, KVM Virtual Machine",
        "sys/class/dmi/id/sys_vendor, QEMU",
        "sys/class/dmi/id/sys_vendor, Amazon EC2",
        "sys/hypervisor/type, xen"
    })
    void firmwareOfArmTellsOfAHypervisor(String file, String text) throws IOException {
        write("proc/cpuinfo", ARM);
        write(file, text.replace(';', ',') + "\0");
        assertThat(new Processor(root).isVirtual()).isTrue();
    }

    @Test
    void rentedMetalIsNotVirtual() throws IOException {
        write("proc/cpuinfo", ARM);
        write("sys/class/dmi/id/sys_vendor", "Amazon EC2\n");
        write("sys/class/dmi/id/product_name", "m6g.metal\n");
        assertThat(new Processor(root).isVirtual()).isFalse();
    }

    @Test
    void lscpuNamesWhatItKnows() {
        assertThat(Processor.listed("Vendor ID:  ARM\n  Model name:  Neoverse-N1\n"))
                .isEqualTo("Neoverse-N1");
        assertThat(Processor.listed("Vendor ID:  ARM\n  Model name:  -\n")).isEmpty();
        assertThat(new Processor(Path.of("/")).model()).isNotEqualTo(Facts.UNKNOWN);
    }

    private void write(String file, String text) throws IOException {
        Path path = root.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }
}
