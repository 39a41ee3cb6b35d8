/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.recording;

import dev.waitany.WaitAnyClosedException;
import dev.waitany.WaitResult;
import dev.waitany.WaitSet;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Records waits with the flight recorder, if the JVM has one and the event is enabled. While it is
 * not, a wait costs one read of a field.
 */
public final class WaitRecording {
    /** Not a reference to the method: that would load the event's class. */
    private static final Recorder RECORDER = new Recorder(() -> WaitEvent.isOn());

    private WaitRecording() {}

    /** A wait to record. */
    public interface Wait {
        /** Waits. */
        WaitResult await() throws InterruptedException;
    }

    /** Returns whether waits are to be recorded. */
    public static boolean isOn() {
        return RECORDER.isOn();
    }

    /** Waits, and records how that ended. To be called only if this {@link #isOn}. */
    public static WaitResult recorded(String strategy, String call, WaitSet set, Wait wait)
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
            end(event, result, failure);
        }
    }

    /** Records how a future ends. To be called only if this {@link #isOn}. */
    public static CompletableFuture<WaitResult> recorded(
            String strategy, WaitSet set, CompletableFuture<WaitResult> future) {
        try {
            WaitEvent event = WaitEvent.begun(strategy, "future", set);
            CompletableFuture<WaitResult> _ = future.whenComplete(event::end);
        } catch (OutOfMemoryError noMemory) {
            // The wait has begun, and its caller needs the future more than the event.
        }
        return future;
    }

    /** A wait may have consumed a wake by now, so its result is returned whatever happens here. */
    private static void end(
            WaitEvent event, @Nullable WaitResult result, @Nullable Throwable failure) {
        try {
            event.end(result, failure);
        } catch (OutOfMemoryError noMemory) {
            // The event is lost.
        }
    }

    /** Returns the recorded name of a failure. */
    static String nameOf(@Nullable Throwable failure) {
        return switch (failure) {
            case InterruptedException _ -> "INTERRUPTED";
            case WaitAnyClosedException _ -> "CLOSED";
            case CancellationException _ -> "CANCELLED";
            case null, default -> "FAILED";
        };
    }
}
