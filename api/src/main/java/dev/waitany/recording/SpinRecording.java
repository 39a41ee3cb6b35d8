/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.recording;

import dev.waitany.spi.Outcome;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Records spins with the flight recorder, if the JVM has one and the event is enabled. While it is
 * not, a spin costs one read of a field.
 */
public final class SpinRecording {
    /** Not a reference to the method: that would load the event's class. */
    private static final Recorder RECORDER = new Recorder(() -> SpinEvent.isOn());

    private SpinRecording() {}

    /** Returns whether spins are to be recorded. */
    public static boolean isOn() {
        return RECORDER.isOn();
    }

    /**
     * Spins, and records how that ended. To be called only if this {@link #isOn}.
     *
     * @param budget the longest time that the spin is to take, in nanoseconds
     * @param spin returns the outcome of a word, {@code TIMED_OUT}, {@code ALERTED}, or another
     *     number for a spin in vain
     */
    public static int recorded(long budget, IntSupplier spin) {
        SpinEvent event = new SpinEvent();
        event.budget = budget;
        event.begin();
        String outcome = null;
        try {
            int answer = spin.getAsInt();
            outcome = nameOf(answer);
            return answer;
        } finally {
            end(event, outcome);
        }
    }

    private static void end(SpinEvent event, @Nullable String outcome) {
        try {
            event.outcome = outcome == null ? "FAILED" : outcome;
            event.commit();
        } catch (OutOfMemoryError noMemory) {
            // The event is lost. The spin may have consumed a wake, so its outcome counts.
        }
    }

    private static String nameOf(int outcome) {
        if (outcome >= 0 || Outcome.isChanged(outcome)) {
            return "HIT";
        }
        return switch (outcome) {
            case Outcome.TIMED_OUT -> "DEADLINE";
            case Outcome.ALERTED -> "ENDED";
            default -> "MISS";
        };
    }
}
