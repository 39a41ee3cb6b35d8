/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class AlertSignalTest {
    private static final int NO_THREAD = 0x3fff_fff0; // above every thread id

    @Test
    void signalToNoThreadReportsIt() {
        assertThat(AlertSignal.INSTALLED.send(NO_THREAD)).isEqualTo(-Errno.ESRCH);
    }

    /** Without a handler the signal would end this process. */
    @Test
    void replacedHandlerIsInstalledAgainBeforeASignalIsSent() throws Throwable {
        ThreadAlert alert = ThreadAlert.ofCurrentThread();
        int number =
                Long.SIZE - Long.numberOfLeadingZeros(statusMask("SigCgt")); // the highest caught
        Linker linker = Linker.nativeLinker();
        MethodHandle signal =
                linker.downcallHandle(
                        linker.defaultLookup().findOrThrow("signal"),
                        FunctionDescriptor.of(
                                ValueLayout.ADDRESS, ValueLayout.JAVA_INT, ValueLayout.ADDRESS));
        MemorySegment before = (MemorySegment) signal.invokeExact(number, MemorySegment.NULL);
        assertThat(before).isNotEqualTo(MemorySegment.NULL);
        assertThat(alert.enter()).isTrue();
        Thread alerter = Thread.ofPlatform().start(alert::alert);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment word = arena.allocate(ValueLayout.JAVA_INT);
            int answer =
                    Futex.await(
                            CallState.allocate(),
                            word,
                            0,
                            Futex.ANY_BIT,
                            false,
                            null,
                            Clock.MONOTONIC);
            assertThat(answer).isEqualTo(-Errno.EINTR);
        } finally {
            alert.leave();
        }
        alerter.join();
    }

    /** Reads the signal masks from {@code /proc}. */
    @Test
    void oneRealTimeSignalIsCaughtAndNotBlocked() throws IOException {
        ThreadAlert.ofCurrentThread();
        long caught = statusMask("SigCgt");
        long blocked = statusMask("SigBlk");
        assertThat(caught >>> 63).as("signal 64 is caught").isEqualTo(1);
        assertThat(blocked >>> 63).as("signal 64 is blocked").isZero();
    }

    @Test
    void signalOfThePropertyIsUsedAndAWrongOneRefused() throws Exception {
        assertThat(chosenWith("-D" + AlertSignal.PROPERTY + "=50")).contains("caught 50");
        assertThat(chosenWith("-D" + AlertSignal.PROPERTY + "=9"))
                .contains("is not a real-time signal");
    }

    /** A signal outside would end these system calls with EINTR. */
    @Test
    void noSignalArrivesOutsideEnterAndLeave() throws InterruptedException {
        AtomicBoolean over = new AtomicBoolean();
        ThreadAlert alert = ThreadAlert.ofCurrentThread();
        Thread alerter =
                Thread.ofPlatform()
                        .start(
                                () -> {
                                    while (!over.get()) {
                                        alert.alert();
                                    }
                                });
        try (Arena arena = Arena.ofShared()) {
            MemorySegment word = arena.allocate(ValueLayout.JAVA_INT);
            CallState state = CallState.allocate();
            Timespec until = new Timespec(arena);
            for (int i = 0; i < 3_000; i++) {
                if (alert.enter()) {
                    await(state, word, until.set(System.nanoTime() + 100_000));
                    alert.leave();
                }
                int outside = await(state, word, until.set(System.nanoTime() + 20_000));
                assertThat(outside).as("round %d", i).isEqualTo(-Errno.ETIMEDOUT);
            }
        } finally {
            over.set(true);
            alerter.join();
        }
    }

    private static int await(CallState state, MemorySegment word, Timespec until) {
        return Futex.await(state, word, 0, Futex.ANY_BIT, false, until, Clock.MONOTONIC);
    }

    static long statusMask(String name) throws IOException {
        String prefix = name + ":";
        return Files.readAllLines(Path.of("/proc/thread-self/status")).stream()
                .filter(line -> line.startsWith(prefix))
                .mapToLong(
                        line -> Long.parseUnsignedLong(line.substring(prefix.length()).trim(), 16))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + name));
    }

    /** Returns the output of another JVM, since a JVM chooses the signal only once. */
    private static String chosenWith(String property) throws Exception {
        Process java =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "--enable-native-access=ALL-UNNAMED",
                                property,
                                "-cp",
                                "target/classes:target/test-classes",
                                ChosenSignal.class.getName())
                        .redirectErrorStream(true)
                        .start();
        String output = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(java.waitFor(1, TimeUnit.MINUTES)).isTrue();
        return output;
    }
}
