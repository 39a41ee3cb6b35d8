/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Tells the flight recorder of waits, where the JVM has one and it was asked for them. Off, it is a
 * constant to the compiler.
 */
final class WaitRecording {
    /** Not in every runtime image; the event class is not to be touched without it. */
    private static final boolean PRESENT = ModuleLayer.boot().findModule("jdk.jfr").isPresent();

    private WaitRecording() {}

    /** A wait, as a caller sees it. */
    interface Wait {
        WaitResult await() throws InterruptedException;
    }

    static boolean isOn() {
        return PRESENT && WaitEvent.isOn();
    }

    /** Waits, and records how it ended. Only while this {@link #isOn}. */
    static WaitResult recorded(String strategy, String call, WaitSet set, Wait wait)
            throws InterruptedException {
        WaitEvent event = WaitEvent.begun(strategy, call, set);
        WaitResult result = null;
        Throwable failure = null;
        try {
            result = wait.await();
            return result;
        } catch (Throwable thrown) {
            failure = thrown;
            throw thrown;
        } finally {
            event.end(result, failure);
        }
    }

    /** Records how a future ends. Only while this {@link #isOn}. */
    static CompletableFuture<WaitResult> recorded(
            String strategy, WaitSet set, CompletableFuture<WaitResult> future) {
        WaitEvent event = WaitEvent.begun(strategy, "future", set);
        CompletableFuture<WaitResult> _ = future.whenComplete(event::end);
        return future;
    }

    /** The name of an end that is no result. */
    static String nameOf(@Nullable Throwable failure) {
        return switch (failure) {
            case InterruptedException _ -> "INTERRUPTED";
            case WaitAnyClosedException _ -> "CLOSED";
            case CancellationException _ -> "CANCELLED";
            case null, default -> "FAILED";
        };
    }
}
