/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AlertSignalTest {
    private static final String CLASSES = "target/classes:target/test-classes";
    private static final int NO_THREAD = 0x3fff_fff0; // above every thread id

    @Test
    void signalToNoThreadReportsIt() {
        assertThat(AlertSignal.HERE.send(NO_THREAD, 0)).isEqualTo(-Errno.ESRCH);
    }

    @Test
    void handlerThatWasResetIsInstalledAgain() throws Throwable {
        MemorySegment before = handle(AlertSignal.HERE.prepare(), MemorySegment.NULL);
        assertThat(before).isEqualTo(symbol("abs"));
        assertThat(alerted()).isEqualTo(-Errno.EINTR);
    }

    @Test
    void handlerThatOtherCodeInstalledLaterIsLeftAlone() throws Throwable {
        MemorySegment theirs = symbol("labs"); // has the type of a handler, too
        int taken = AlertSignal.HERE.prepare();
        assertThat(handle(taken, theirs)).isEqualTo(symbol("abs"));
        try {
            assertThat(alerted()).isEqualTo(-Errno.EINTR);
            assertThat(AlertSignal.HERE.prepare()).isNotEqualTo(taken);
        } finally {
            assertThat(handle(taken, MemorySegment.NULL)).as("still installed").isEqualTo(theirs);
        }
    }

    /** Blocks this thread, and returns how an alert has ended that. */
    private static int alerted() throws InterruptedException {
        ThreadAlert alert = ThreadAlert.ofCurrentThread();
        assertThat(alert.enter()).isTrue();
        Thread alerter = Thread.ofPlatform().start(alert::alert);
        try (Arena arena = Arena.ofConfined()) {
            return await(CallState.allocate(), arena.allocate(ValueLayout.JAVA_INT), null);
        } finally {
            alert.leave();
            alerter.join();
        }
    }

    /** Sets a handler with signal(3), and returns the one before. */
    private static MemorySegment handle(int number, MemorySegment handler) throws Throwable {
        MethodHandle signal =
                Linker.nativeLinker()
                        .downcallHandle(
                                symbol("signal"),
                                FunctionDescriptor.of(
                                        ValueLayout.ADDRESS,
                                        ValueLayout.JAVA_INT,
                                        ValueLayout.ADDRESS));
        return (MemorySegment) signal.invokeExact(number, handler);
    }

    private static MemorySegment symbol(String name) {
        return Linker.nativeLinker().defaultLookup().findOrThrow(name);
    }

    /** Reads the signal masks from {@code /proc}. */
    @Test
    void signalIsCaughtAndNotBlocked() throws IOException {
        ThreadAlert.ofCurrentThread();
        int bit = AlertSignal.HERE.prepare() - 1;
        assertThat(statusMask("SigCgt") >>> bit & 1).as("is caught").isOne();
        assertThat(statusMask("SigBlk") >>> bit & 1).as("is blocked").isZero();
    }

    @Test
    void signalThatIsNeverRefusedIsChosenUnlessThePropertyNamesAnother() throws Exception {
        assertThat(run("choose")).contains("chose 23");
        assertThat(run("choose", "-D" + AlertSignal.PROPERTY + "=50")).contains("chose 50");
    }

    @Test
    void valuesOfThePropertyThatNameNoUsableSignalAreRefused() {
        for (String value : new String[] {"abc", "", "2", "9", "33", "65", "-1", "50 ", "0x32"}) {
            assertThatThrownBy(() -> AlertSignal.wanted(value))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(AlertSignal.PROPERTY + "=" + value + ":")
                    .hasMessageContaining("34 to 64");
        }
        assertThat(AlertSignal.wanted("64")).isEqualTo(64);
    }

    @Test
    void classLoadersShareOneSignalAndAreCollected() throws Exception {
        assertThat(run("redeploy")).contains("signals 1, loaders are left: false");
    }

    /** A user with as many pending signals as allowed cannot be sent a real-time signal. */
    @Test
    void alertEndsACallThoughNoSignalCanBeQueued() throws Exception {
        String property = "-D" + AlertSignal.PROPERTY + "=50"; // a real-time signal
        assertThat(run("alert", property)).contains("ended by EINTR");
        assertThat(
                        output(
                                "bash",
                                "-c",
                                "ulimit -i 0 && exec " + String.join(" ", java("alert", property))))
                .contains("ended by EINTR");
    }

    /** As under a supervisor that reads signals from a descriptor: all are blocked. */
    @Test
    void alertEndsACallOfAProcessThatBlocksAllSignalsThoughTheChosenOneIsTaken() throws Exception {
        assumeTrue(output("env", "--block-signal", "true").isEmpty(), "env blocks no signals");
        List<String> command = new ArrayList<>(List.of("env", "--block-signal"));
        command.addAll(List.of(java("taken")));
        assertThat(output(command.toArray(String[]::new))).contains("ended by EINTR");
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

    private static int await(CallState state, MemorySegment word, @Nullable Timespec until) {
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

    /** Returns the output of a program in another JVM, since a process chooses only once. */
    private static String run(String program, String... options) throws Exception {
        return output(java(program, options));
    }

    private static String[] java(String program, String... options) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("--enable-native-access=ALL-UNNAMED");
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", CLASSES, SignalProgram.class.getName(), program));
        return command.toArray(String[]::new);
    }

    private static String output(String... command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        return output;
    }
}
