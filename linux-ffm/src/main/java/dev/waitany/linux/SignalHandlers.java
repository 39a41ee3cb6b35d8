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
 * Reads and sets the signal handlers of this process, and the signal mask of the calling thread.
 *
 * <p>The handler that WaitAny installs is libc's {@code abs(int)}. Java code must not run in a
 * signal handler, and WaitAny ships no native code. {@code abs} takes the parameter of a handler,
 * only reads it, and is safe at any point of any thread. Its result is ignored.
 *
 * <p>A process has one libc, so the address of {@code abs} is the same for every class loader and
 * every copy of WaitAny. Each of them recognizes the handler that another one has installed.
 *
 * <p>Not thread-safe: {@link AlertSignal} calls this under its lock. Makes no garbage.
 *
 * <p>Source: man 2 sigaction, man 3 pthread_sigmask.
 */
final class SignalHandlers {
    /** Whose handler a signal has. */
    enum Owner {
        /** None: SIG_DFL. */
        NOBODY,
        /** WaitAny's, of this class loader or another. */
        WAITANY,
        /** Any other, SIG_IGN included. */
        OTHERS
    }

    private static final long DEFAULT = 0;
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

    private final MemorySegment state = CallState.allocate().segment();
    private final MemorySegment present = sigaction.allocate(Arena.ofAuto());
    private final MemorySegment ours = sigaction.allocate(Arena.ofAuto());
    private final MemorySegment mask = Arena.ofAuto().allocate(sigaction.sa_mask$layout());

    /**
     * Our action has no flags and blocks no other signals, so an interrupted call returns EINTR.
     */
    SignalHandlers() {
        // Without the accessors of nested structures, whose making takes 25 ms in a new JVM.
        ours.set(JAVA_LONG, sigaction.__sigaction_handler$offset(), DOES_NOTHING.address());
    }

    /**
     * Returns whose handler a signal has. One that restarts system calls is not ours, even if it is
     * {@code abs}: it would end no call.
     *
     * @throws IllegalStateException if the kernel refuses
     */
    Owner owner(int signal) {
        call(signal, MemorySegment.NULL, present);
        long handler = present.get(JAVA_LONG, sigaction.__sigaction_handler$offset());
        if (handler == DEFAULT) {
            return Owner.NOBODY;
        }
        boolean restarts = (sigaction.sa_flags(present) & LinuxUapi.SA_RESTART()) != 0;
        return handler == DOES_NOTHING.address() && !restarts ? Owner.WAITANY : Owner.OTHERS;
    }

    /**
     * Installs WaitAny's handler.
     *
     * @throws IllegalStateException if the kernel refuses
     */
    void install(int signal) {
        call(signal, ours, MemorySegment.NULL);
    }

    /**
     * Returns the signals 1 to 64 that the calling thread blocks, each as bit {@code signal - 1}.
     */
    long blocked() {
        maskCall(LinuxUapi.SIG_UNBLOCK(), MemorySegment.NULL, mask); // only reads
        return mask.getAtIndex(JAVA_LONG, 0);
    }

    /** Returns whether a signal is among blocked ones. */
    static boolean isIn(long blocked, int signal) {
        return (blocked >>> (signal - 1) & 1) != 0;
    }

    /** Unblocks a signal in the calling thread. */
    void unblock(int signal) {
        int bit = signal - 1;
        mask.fill((byte) 0);
        mask.setAtIndex(JAVA_LONG, bit / Long.SIZE, 1L << (bit % Long.SIZE));
        maskCall(LinuxUapi.SIG_UNBLOCK(), mask, MemorySegment.NULL);
    }

    private static void maskCall(int how, MemorySegment set, MemorySegment old) {
        try {
            int error = (int) PTHREAD_SIGMASK.invokeExact(how, set, old);
            if (error != 0) {
                throw new AssertionError("pthread_sigmask: " + Errno.name(error));
            }
        } catch (Throwable thrown) {
            throw Downcall.unchecked(thrown);
        }
    }

    private void call(int signal, MemorySegment action, MemorySegment old) {
        try {
            long result =
                    CallState.result(
                            state, (int) SIGACTION.invokeExact(state, signal, action, old));
            if (result < 0) {
                throw new IllegalStateException("sigaction(" + signal + "): " + Errno.name(result));
            }
        } catch (Throwable thrown) {
            throw Downcall.unchecked(thrown);
        }
    }
}
