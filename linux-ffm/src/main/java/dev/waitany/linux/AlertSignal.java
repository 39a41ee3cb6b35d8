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
 * The real-time signal that makes a blocked system call return EINTR, and nothing else.
 *
 * <p>It needs a handler that does nothing, without SA_RESTART. Native code of our own to be that
 * handler is out of the question, and a Java upcall may not run in a signal context; but libc's
 * {@code abs(int)} fits a handler's type, only reads its argument, and is safe at any point of any
 * thread.
 *
 * <p>The signal is the highest real-time one that nobody handles, or the one that {@value
 * #PROPERTY} names. Signals from 34 to 64 are the ones libc leaves to programs; the JDK's own file
 * channels use 62.
 */
final class AlertSignal {
    static final String PROPERTY = "dev.waitany.alertSignal";

    private static final int HIGHEST = 64;
    private static final int LOWEST = 34;
    private static final int TAKEN_BY_JDK = 62;

    private static final Linker LINKER = Linker.nativeLinker();
    private static final MethodHandle SIGACTION =
            LINKER.downcallHandle(
                    LINKER.defaultLookup().findOrThrow("sigaction"),
                    FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, ADDRESS),
                    Linker.Option.captureCallState("errno"));
    private static final MethodHandle PTHREAD_SIGMASK =
            LINKER.downcallHandle(
                    LINKER.defaultLookup().findOrThrow("pthread_sigmask"),
                    FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, ADDRESS));
    private static final MemorySegment DOES_NOTHING = LINKER.defaultLookup().findOrThrow("abs");

    /** Chosen and installed once per process, when the first thread may need it. */
    static final AlertSignal INSTALLED = new AlertSignal(choose());

    private final int number;
    private final long pid = ProcessHandle.current().pid();

    /** For {@link #claim()}, which is to make no garbage; used under this object's monitor. */
    private final MemorySegment present = sigaction.allocate(Arena.global());

    private AlertSignal(int number) {
        this.number = number;
        install();
    }

    /**
     * Takes the signal back if somebody has taken it away since. Undelivered it is harmless, but
     * without a handler it would end the process: so this comes before a signal, or a round of
     * them.
     */
    synchronized void claim() {
        if (handler(number, present) != DOES_NOTHING.address()) {
            install();
        }
    }

    /**
     * Makes the blocked system call of a thread return; lost if the thread is not in one yet. After
     * {@link #claim()}.
     *
     * @return 0, or -ESRCH when there is no such thread
     */
    int send(int tid) {
        return (int)
                SystemCall.call(
                        CallState.current(), Numbers.HERE.tgkill(), pid, tid, number, 0, 0, 0);
    }

    /**
     * Lets the signal reach the calling thread: a thread that native code attached may have blocked
     * it.
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
            throw Downcall.thrown(thrown);
        }
    }

    private void install() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment action = sigaction.allocate(arena);
            sigaction.__sigaction_handler.sa_handler(
                    sigaction.__sigaction_handler(action), DOES_NOTHING);
            sigaction(number, action, MemorySegment.NULL);
        }
    }

    private static int choose() {
        Integer wanted = Integer.getInteger(PROPERTY);
        if (wanted != null) {
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
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment present = sigaction.allocate(arena);
            for (int candidate = HIGHEST; candidate >= LOWEST; candidate--) {
                if (candidate != TAKEN_BY_JDK && handler(candidate, present) == 0) {
                    return candidate;
                }
            }
        }
        throw new IllegalStateException(
                "every real-time signal has a handler; name one to use with -D" + PROPERTY);
    }

    /**
     * The address of the present handler; 0 is SIG_DFL.
     *
     * @param present is overwritten
     */
    private static long handler(int number, MemorySegment present) {
        sigaction(number, MemorySegment.NULL, present);
        return present.get(JAVA_LONG, sigaction.__sigaction_handler$offset());
    }

    private static void sigaction(int number, MemorySegment action, MemorySegment old) {
        CallState state = CallState.current();
        try {
            long result =
                    state.result((int) SIGACTION.invokeExact(state.segment(), number, action, old));
            if (result < 0) {
                throw new IllegalStateException("sigaction(" + number + "): " + Errno.name(result));
            }
        } catch (Throwable thrown) {
            throw Downcall.thrown(thrown);
        }
    }
}
