/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.linux;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.waitany.linux.uapi.LinuxUapi;
import dev.waitany.linux.uapi.sigaction;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/**
 * The real-time signal whose only effect is that a blocked system call returns EINTR.
 *
 * <p>A blocked call returns EINTR if a signal has a handler without SA_RESTART. A Java upcall must
 * not run in a signal handler, and WaitAny ships no native code. The handler is therefore libc's
 * {@code abs(int)}: it takes the parameter of a handler, only reads it, and is safe at any point of
 * any thread. Its result is ignored.
 *
 * <p>The signal's handler in this process is in one of these states:
 *
 * <table>
 * <caption>States and transitions</caption>
 * <tr><th>handler</th><th>entered by</th></tr>
 * <tr><td>default; the signal would end the process</td><td>process start, or other code of the
 *     process that resets the handler</td></tr>
 * <tr><td>{@code abs}</td><td>class initialization, and {@link #ensureInstalled()}</td></tr>
 * <tr><td>another handler</td><td>other code of the process</td></tr>
 * </table>
 *
 * <p>Each series of signals begins with {@code ensureInstalled}, so a handler that was replaced
 * earlier does no harm. If other code resets the handler during a series, the signal ends the
 * process; nothing can prevent that.
 *
 * <p>Thread-safe. {@code ensureInstalled} is synchronized, since it reuses one buffer. The kernel
 * keeps the handlers of a process under its own lock, so {@link #send} needs no Java ordering
 * relative to {@code ensureInstalled} of the same thread.
 *
 * <p>The number is that of {@value #PROPERTY}, or else the highest real-time signal without a
 * handler. The property is read once, when this class is initialized.
 *
 * <p>Source: man 7 signal, man 2 sigaction, man 2 tgkill.
 */
final class AlertSignal {
    static final String PROPERTY = "dev.waitany.alertSignal";

    private static final int HIGHEST = 64;

    /** The lowest signal that glibc leaves to programs; it uses 32 and 33. */
    private static final int LOWEST = 34;

    /** The JDK interrupts blocked file and socket calls with it (NativeThread.c). */
    private static final int USED_BY_JDK = 62;

    private static final Linker LINKER = Linker.nativeLinker();
    private static final MethodHandle PTHREAD_SIGMASK =
            LINKER.downcallHandle(
                    LINKER.defaultLookup().findOrThrow("pthread_sigmask"),
                    FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, ADDRESS));
    private static final MemorySegment DOES_NOTHING = LINKER.defaultLookup().findOrThrow("abs");

    /** The signal of this process. Class initialization chooses it and installs the handler. */
    static final AlertSignal INSTALLED = new AlertSignal(choose());

    private final int number;
    private final long pid = ProcessHandle.current().pid();

    /** Reused, so that {@link #ensureInstalled()} makes no garbage. Guarded by this. */
    private final MemorySegment present = sigaction.allocate(Arena.global());

    private AlertSignal(int number) {
        this.number = number;
        SignalHandlers.set(number, DOES_NOTHING);
    }

    /**
     * Installs the handler again if other code has replaced it. Must be called before each series
     * of signals: a signal without a handler would end the process.
     */
    synchronized void ensureInstalled() {
        if (SignalHandlers.address(number, present) != DOES_NOTHING.address()) {
            SignalHandlers.set(number, DOES_NOTHING);
        }
    }

    /**
     * Sends the signal to a thread of this process. A system call that blocks the thread returns
     * EINTR. If the thread is not in a system call, the signal has no effect.
     *
     * @return 0, -ESRCH if there is no such thread, or -EAGAIN if the user's signal queue is full
     */
    int send(int tid) {
        return (int)
                SystemCall.call(
                        CallState.current(),
                        SystemCallNumbers.HERE.tgkill(),
                        pid,
                        tid,
                        number,
                        0,
                        0,
                        0);
    }

    /**
     * Unblocks the signal in the calling thread. A thread that native code has attached to the JVM
     * may have it blocked.
     */
    void unblock() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment set = arena.allocate(sigaction.sa_mask$layout());
            int bit = number - 1;
            set.setAtIndex(JAVA_LONG, bit / Long.SIZE, 1L << (bit % Long.SIZE));
            int error =
                    (int)
                            PTHREAD_SIGMASK.invokeExact(
                                    LinuxUapi.SIG_UNBLOCK(), set, MemorySegment.NULL);
            if (error != 0) {
                throw new AssertionError("pthread_sigmask: " + Errno.name(error));
            }
        } catch (Throwable thrown) {
            throw Downcall.unchecked(thrown);
        }
    }

    private static int choose() {
        Integer wanted = Integer.getInteger(PROPERTY);
        if (wanted == null) {
            return highestWithoutHandler();
        }
        if (wanted < LOWEST || wanted > HIGHEST) {
            throw new IllegalArgumentException(
                    PROPERTY
                            + "="
                            + wanted
                            + " is not a real-time signal: "
                            + LOWEST
                            + " to "
                            + HIGHEST
                            + " are");
        }
        return wanted;
    }

    private static int highestWithoutHandler() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment buffer = sigaction.allocate(arena);
            for (int candidate = HIGHEST; candidate >= LOWEST; candidate--) {
                if (candidate != USED_BY_JDK
                        && SignalHandlers.address(candidate, buffer) == SignalHandlers.DEFAULT) {
                    return candidate;
                }
            }
        }
        throw new IllegalStateException(
                "every real-time signal has a handler; name one to use with -D" + PROPERTY);
    }
}
