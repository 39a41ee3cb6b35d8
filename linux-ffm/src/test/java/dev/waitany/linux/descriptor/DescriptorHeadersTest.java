/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.linux.descriptor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What this package has copied from the kernel's headers, compared with a C compiler. */
class DescriptorHeadersTest {
    private static final String NAMES =
            "__NR_read, __NR_write, __NR_epoll_create1, __NR_epoll_ctl, __NR_epoll_pwait,"
                    + " __NR_eventfd2, __NR_timerfd_create, __NR_timerfd_settime";

    @TempDir private Path folder;

    @Test
    void numbersOfX86AreThoseOfItsHeader() throws Exception {
        assumeTrue(System.getProperty("os.arch").equals("amd64"), "asm/unistd.h is another one's");
        assertThat(numbers("asm/unistd.h")).isEqualTo(listed(DescriptorCallNumbers.X86_64));
    }

    @Test
    void numbersOfAarch64AreThoseOfTheGenericHeader() throws Exception {
        assertThat(numbers("asm-generic/unistd.h"))
                .isEqualTo(listed(DescriptorCallNumbers.AARCH64));
    }

    @Test
    void eventsAndFlagsAreAsInC() throws Exception {
        String printed =
                printed(
                        "#include <stddef.h>\n#include <fcntl.h>\n#include <sys/epoll.h>",
                        "sizeof(struct epoll_event), offsetof(struct epoll_event, data),"
                                + " EPOLLONESHOT, EPOLL_CTL_ADD, EPOLL_CTL_DEL, EPOLL_CTL_MOD,"
                                + " O_CLOEXEC, O_NONBLOCK");
        assertThat(printed)
                .isEqualTo(
                        List.of(
                                        EpollEvents.SIZE,
                                        EpollEvents.DATA,
                                        (long) DescriptorCalls.EPOLLONESHOT,
                                        (long) DescriptorCalls.EPOLL_CTL_ADD,
                                        (long) DescriptorCalls.EPOLL_CTL_DEL,
                                        (long) DescriptorCalls.EPOLL_CTL_MOD,
                                        DescriptorCalls.O_CLOEXEC,
                                        DescriptorCalls.O_NONBLOCK)
                                .toString());
    }

    private String numbers(String header) throws Exception {
        String define =
                header.startsWith("asm-generic")
                        ? "#define __ARCH_WANT_NEW_STAT\n#define __BITS_PER_LONG 64\n"
                        : "";
        return printed(define + "#include <" + header + ">", NAMES + ", __NR_pidfd_open");
    }

    private static String listed(DescriptorCallNumbers numbers) {
        return List.of(
                        numbers.read(),
                        numbers.write(),
                        numbers.epollCreate(),
                        numbers.epollControl(),
                        numbers.epollWait(),
                        numbers.eventfd(),
                        numbers.timerfdCreate(),
                        numbers.timerfdSettime(),
                        DescriptorCallNumbers.PIDFD_OPEN)
                .toString();
    }

    /** Compiles and runs a program that prints values as Java prints a list. */
    private String printed(String includes, String values) throws Exception {
        Path source = folder.resolve("values.c");
        Files.writeString(
                source,
                """
                #define _GNU_SOURCE
                %s
                #include <stdio.h>
                int main(void) {
                    long long values[] = {%s};
                    int count = sizeof values / sizeof *values;
                    for (int i = 0; i < count; i++) {
                        printf("%%s%%lld", i ? ", " : "[", values[i]);
                    }
                    puts("]");
                }
                """
                        .formatted(includes, values));
        assumeTrue(isInstalled(), "no gcc");
        Path program = folder.resolve("values");
        Process gcc =
                new ProcessBuilder("gcc", "-o", program.toString(), source.toString())
                        .redirectErrorStream(true)
                        .start();
        String output = new String(gcc.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(gcc.waitFor()).as(output).isZero();
        Process run = new ProcessBuilder(program.toString()).start();
        return new String(run.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    }

    private static boolean isInstalled() {
        for (String path : System.getenv("PATH").split(":", -1)) {
            if (Files.isExecutable(Path.of(path, "gcc"))) {
                return true;
            }
        }
        return false;
    }
}
