/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.environment;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The machine's processor, and whether it is a virtual one.
 *
 * <p>x86_64 names both in {@code /proc/cpuinfo}. aarch64 has numbers there instead of a name, and
 * no flag for hypervisors. Its firmware tells the rest: DMI tables on servers, the device tree on
 * other machines.
 *
 * <p>Source: arch/arm64/kernel/cpuinfo.c; man 1 lscpu, systemd-detect-virt.
 *
 * @param root the folder that has {@code proc} and {@code sys}
 */
record Processor(Path root) {
    private static final String DMI = "sys/class/dmi/id/";
    private static final String TREE = "proc/device-tree/";

    /** What DMI tables of virtual machines contain. */
    private static final List<String> VIRTUAL =
            List.of(
                    "QEMU",
                    "KVM",
                    "VMware",
                    "VirtualBox",
                    "innotek",
                    "Xen",
                    "Bochs",
                    "Parallels",
                    "BHYVE",
                    "Virtual Machine",
                    "Virtualization",
                    "OpenStack",
                    "Amazon EC2",
                    "Google Compute Engine",
                    "Hetzner",
                    "Firecracker");

    /** Returns the model's name; without one, the numbers of its implementer and part. */
    String model() {
        String name = cpu("model name");
        if (name.isEmpty() && root.equals(Path.of("/"))) {
            name = listed(Facts.output("", "env", "LC_ALL=C", "lscpu"));
        }
        String implementer = cpu("CPU implementer");
        if (name.isEmpty() && !implementer.isEmpty()) {
            name = "implementer " + implementer + ", part " + cpu("CPU part");
        }
        return name.isEmpty() ? Facts.UNKNOWN : name;
    }

    /** Returns the model's name in the output of lscpu; empty without one. */
    static String listed(String output) {
        return output.lines()
                .map(String::strip)
                .filter(line -> line.startsWith("Model name:"))
                .map(line -> line.substring("Model name:".length()).strip())
                .filter(name -> !name.equals("-"))
                .findFirst()
                .orElse("");
    }

    /** Returns whether the processor's flags or the firmware report a hypervisor. */
    boolean isVirtual() {
        if (cpu("flags").contains(" hypervisor") || !text("sys/hypervisor/type").isEmpty()) {
            return true;
        }
        String product = text(DMI + "product_name");
        String tables = product + " " + text(DMI + "sys_vendor") + " " + text(DMI + "bios_vendor");
        boolean metal = product.endsWith(".metal"); // of a vendor that rents whole machines too
        return (!metal && VIRTUAL.stream().anyMatch(tables::contains)) || hasVirtualTree();
    }

    /**
     * QEMU's machine "virt" and Firecracker say so in the tree; a guest of Xen or KVM has a node.
     */
    private boolean hasVirtualTree() {
        return text(TREE + "compatible").contains("dummy-virt")
                || Stream.of("hypervisor", "fw-cfg")
                        .anyMatch(node -> Files.exists(root.resolve(TREE + node)));
    }

    private String cpu(String key) {
        return Facts.value(root.resolve("proc/cpuinfo").toString(), key, "");
    }

    private String text(String file) {
        return Facts.text(root.resolve(file).toString(), "").replace('\0', ' ').strip();
    }
}
