/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.kernels.boot;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The command line of QEMU. The machine has no disk and no network. Its first serial port is the
 * console, on standard output; the second carries results, on standard error.
 *
 * @param accelerator how it runs the guest's code
 * @param memory in MB
 * @param arguments of the kernel, in addition to those it needs
 */
record QemuCommand(Accelerator accelerator, int memory, int cpus, List<String> arguments) {
    private static final String BOOT = "console=ttyS0 quiet panic=-1 panic_on_warn=0";

    /**
     * Returns the words of the command.
     *
     * @param kernel path where QEMU runs
     * @param files path of the archive of the guest's files
     */
    List<String> words(String kernel, String files) {
        String boot = String.join(" ", Stream.concat(Stream.of(BOOT), arguments.stream()).toList());
        List<String> words = new ArrayList<>(List.of("qemu-system-x86_64", "-machine", "q35"));
        words.addAll(accelerator.options());
        words.addAll(List.of("-smp", Integer.toString(cpus), "-m", Integer.toString(memory)));
        words.addAll(List.of("-nodefaults", "-display", "none", "-no-reboot"));
        words.addAll(List.of("-kernel", kernel, "-initrd", files, "-append", boot));
        words.addAll(List.of("-chardev", "stdio,id=console,signal=off"));
        words.addAll(List.of("-serial", "chardev:console"));
        words.addAll(List.of("-chardev", "file,id=results,path=/proc/self/fd/2,append=on"));
        words.addAll(List.of("-serial", "chardev:results"));
        return words;
    }
}
