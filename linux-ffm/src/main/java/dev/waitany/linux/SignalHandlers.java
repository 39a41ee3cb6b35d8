/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.linux;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.waitany.linux.uapi.sigaction;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/**
 * Reads and sets the signal handlers of this process.
 *
 * <p>Source: man 2 sigaction.
 */
final class SignalHandlers {
    /** The address of the handler of a signal that has none (SIG_DFL). */
    static final long DEFAULT = 0;

    private static final Linker LINKER = Linker.nativeLinker();
    private static final MethodHandle SIGACTION =
            LINKER.downcallHandle(
                    LINKER.defaultLookup().findOrThrow("sigaction"),
                    FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, ADDRESS),
                    Linker.Option.captureCallState("errno"));

    private SignalHandlers() {}

    /**
     * Returns the address of a signal's handler.
     *
     * @param buffer a {@code struct sigaction}, which is overwritten
     * @throws IllegalStateException if the kernel refuses
     */
    static long address(int signal, MemorySegment buffer) {
        call(signal, MemorySegment.NULL, buffer);
        return buffer.get(JAVA_LONG, sigaction.__sigaction_handler$offset());
    }

    /**
     * Sets a signal's handler, without flags: the handler blocks no other signals, and a system
     * call that it interrupts is not restarted.
     *
     * @throws IllegalStateException if the kernel refuses
     */
    static void set(int signal, MemorySegment handler) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment action = sigaction.allocate(arena);
            sigaction.__sigaction_handler.sa_handler(
                    sigaction.__sigaction_handler(action), handler);
            call(signal, action, MemorySegment.NULL);
        }
    }

    private static void call(int signal, MemorySegment action, MemorySegment old) {
        CallState state = CallState.current();
        try {
            long result =
                    state.result((int) SIGACTION.invokeExact(state.segment(), signal, action, old));
            if (result < 0) {
                throw new IllegalStateException("sigaction(" + signal + "): " + Errno.name(result));
            }
        } catch (Throwable thrown) {
            throw Downcall.unchecked(thrown);
        }
    }
}
