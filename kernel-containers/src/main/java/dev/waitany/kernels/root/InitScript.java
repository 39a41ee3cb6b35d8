/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.kernels.root;

import dev.waitany.kernels.Architecture;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The script of a guest's first process: mounts file systems, runs commands, and powers off.
 * Nothing is mounted on /tmp, because the root is in memory already and the guest's files may be
 * below /tmp.
 *
 * @param architecture the guest's
 * @param modules the kernel's modules that it loads first, by name
 * @param commands run one after the other
 */
public record InitScript(
        Architecture architecture, List<String> modules, List<List<String>> commands) {
    public static final Path SHELL = Path.of("/bin/busybox");

    private static final String RESULTS = "RESULTS";

    private static final String BEGIN =
            """
            #!/bin/busybox sh
            busybox=/bin/busybox
            $busybox mount -t proc proc /proc
            $busybox mount -t sysfs sys /sys
            $busybox mount -t devtmpfs dev /dev
            $busybox mkdir -p /dev/shm
            $busybox mount -t tmpfs shm /dev/shm
            $busybox ip link set lo up
            $busybox stty -F RESULTS raw -echo
            uptime() { read -r up _ < /proc/uptime; echo "guest: $1 after $up s"; }
            cd /tmp
            uptime 'Linux '"$($busybox uname -r)"' up'
            """;
    private static final String END = "$busybox poweroff -f\n";

    /**
     * Returns the device for results. The console is another one: on x86_64 the first serial port,
     * of which there are two. aarch64 has one, so its results take a virtio console.
     */
    public static String results(Architecture architecture) {
        return switch (architecture) {
            case X86_64 -> "/dev/ttyS1";
            case AARCH64 -> "/dev/hvc0";
        };
    }

    /** Returns where the file of a module is, compressed by xz or not. */
    public static Path module(String name) {
        return Path.of("/modules", name);
    }

    /** Returns the text. */
    String text() {
        String load = modules.stream().map(InitScript::load).collect(Collectors.joining());
        return commands.stream()
                .map(words -> quoted(words) + "\nuptime \"exit code $?\"\n")
                .collect(
                        Collectors.joining(
                                "", BEGIN.replace(RESULTS, results(architecture)) + load, END));
    }

    /**
     * Returns a separate archive with the script and more files, to be appended to that of the
     * root.
     *
     * @param files those of this machine, by their paths in the guest
     */
    public byte[] archive(Map<Path, Path> files) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (CpioArchive cpio = new CpioArchive(bytes)) {
            cpio.script(Path.of("/init"), text());
            for (Map.Entry<Path, Path> file : files.entrySet()) {
                cpio.file(file.getKey(), file.getValue());
            }
        }
        return bytes.toByteArray();
    }

    private static String load(String name) {
        String quoted = quoted(List.of(module(name).toString()));
        return """
                $busybox xzcat %1$s >/module.ko 2>/dev/null || $busybox cp %1$s /module.ko
                $busybox insmod /module.ko || uptime 'module not loaded'
                """
                .formatted(quoted);
    }

    private static String quoted(List<String> words) {
        return words.stream()
                .map(word -> "'" + word.replace("'", "'\\''") + "'")
                .collect(Collectors.joining(" "));
    }
}
