/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.kernels.boot;

import dev.waitany.kernels.Architecture;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The command line of QEMU. The machine has no disk and no network. Its console is on standard
 * output; another port carries results, on standard error.
 *
 * @param architecture the guest's
 * @param accelerator how it runs the guest's code
 * @param memory in MB
 * @param arguments of the kernel, in addition to those it needs
 */
record QemuCommand(
        Architecture architecture,
        Accelerator accelerator,
        int memory,
        int cpus,
        List<String> arguments) {

    private static final List<String> RESULTS =
            List.of("-chardev", "file,id=results,path=/proc/self/fd/2,append=on");

    /**
     * Returns the words of the command.
     *
     * @param kernel path where QEMU runs
     * @param files path of the archive of the guest's files
     */
    List<String> words(String kernel, String files) {
        List<String> words = new ArrayList<>(machine());
        words.addAll(List.of("-smp", Integer.toString(cpus), "-m", Integer.toString(memory)));
        words.addAll(List.of("-nodefaults", "-display", "none", "-no-reboot"));
        words.addAll(List.of("-kernel", kernel, "-initrd", files, "-append", kernelLine()));
        words.addAll(List.of("-chardev", "stdio,id=console,signal=off"));
        words.addAll(List.of("-serial", "chardev:console"));
        words.addAll(RESULTS);
        words.addAll(resultsPort());
        return words;
    }

    private List<String> machine() {
        return switch (architecture) {
            case X86_64 ->
                    Stream.concat(
                                    Stream.of("qemu-system-x86_64", "-machine", "q35"),
                                    accelerator.options().stream())
                            .toList();
            // It has LSE atomics and 16 KiB pages, and no pointer authentication, which is slow.
            case AARCH64 ->
                    List.of(
                            "qemu-system-aarch64",
                            "-machine",
                            "virt",
                            "-cpu",
                            "neoverse-n1",
                            "-accel",
                            "tcg,thread=multi,tb-size=1024");
        };
    }

    private List<String> resultsPort() {
        return switch (architecture) {
            case X86_64 -> List.of("-serial", "chardev:results");
            case AARCH64 ->
                    List.of(
                            "-device",
                            "virtio-serial-pci",
                            "-device",
                            "virtconsole,chardev=results");
        };
    }

    private String kernelLine() {
        String console = architecture == Architecture.X86_64 ? "ttyS0" : "ttyAMA0";
        String needed = "console=" + console + " quiet panic=-1 panic_on_warn=0";
        return Stream.concat(Stream.of(needed), arguments.stream())
                .collect(Collectors.joining(" "));
    }
}
