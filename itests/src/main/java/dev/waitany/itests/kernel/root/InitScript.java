/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.kernel.root;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The script of a guest's first process: mounts file systems, runs commands, and powers off.
 * Nothing is mounted on /tmp, because the root is in memory already and the guest's files may be
 * below /tmp.
 */
public final class InitScript {
    public static final Path SHELL = Path.of("/bin/busybox");

    /** The second serial port, for results. The first is the console. */
    public static final String RESULTS = "/dev/ttyS1";

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
            $busybox stty -F /dev/ttyS1 raw -echo
            uptime() { read -r up _ < /proc/uptime; echo "guest: $1 after $up s"; }
            cd /tmp
            uptime 'Linux '"$($busybox uname -r)"' up'
            """;
    private static final String END = "$busybox poweroff -f\n";

    private InitScript() {}

    /** Returns the script that runs the commands one after the other. */
    static String of(List<List<String>> commands) {
        return commands.stream()
                .map(words -> quoted(words) + "\nuptime \"exit code $?\"\n")
                .collect(Collectors.joining("", BEGIN, END));
    }

    /** Returns a separate archive with the script, to be appended to that of the root. */
    public static byte[] archive(List<List<String>> commands) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (CpioArchive cpio = new CpioArchive(bytes)) {
            cpio.script(Path.of("/init"), of(commands));
        }
        return bytes.toByteArray();
    }

    private static String quoted(List<String> words) {
        return words.stream()
                .map(word -> "'" + word.replace("'", "'\\''") + "'")
                .collect(Collectors.joining(" "));
    }
}
