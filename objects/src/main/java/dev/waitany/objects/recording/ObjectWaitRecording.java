/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.objects.recording;

import dev.waitany.objects.engine.WaitCode;
import dev.waitany.recording.Recorder;
import java.util.function.IntSupplier;

/**
 * Records waits for objects with the flight recorder, if the JVM has one and the event is enabled.
 * While no recording has run, a wait asks one question and does not load the event's class.
 */
public final class ObjectWaitRecording {
    /** Not a reference to the method: that would load the event's class. */
    private static final Recorder RECORDER = new Recorder(() -> ObjectWaitEvent.isOn());

    private static final int FAILED = Integer.MIN_VALUE;

    private ObjectWaitRecording() {}

    /** Returns whether waits are to be recorded. */
    public static boolean isOn() {
        return RECORDER.isOn();
    }

    /**
     * Waits, and records how that ended. To be called only if this {@link #isOn}.
     *
     * @param wait returns a {@link WaitCode}
     */
    public static int recorded(String call, int objects, IntSupplier wait) {
        ObjectWaitEvent event = new ObjectWaitEvent();
        event.call = call;
        event.objects = objects;
        event.begin();
        int code = FAILED;
        try {
            code = wait.getAsInt();
            return code;
        } finally {
            end(event, code);
        }
    }

    /** The wait may have taken an object by now, so its result is returned whatever happens. */
    private static void end(ObjectWaitEvent event, int code) {
        try {
            event.outcome = nameOf(code);
            event.index = code >= 0 ? WaitCode.index(code) : -1;
            event.commit();
        } catch (OutOfMemoryError noMemory) {
            // The event is lost.
        }
    }

    private static String nameOf(int code) {
        if (code >= 0) {
            return WaitCode.isAbandoned(code) ? "ABANDONED" : "OBJECT";
        }
        return switch (code) {
            case WaitCode.TIMED_OUT -> "TIMED_OUT";
            case WaitCode.ALERTED -> "ALERTED";
            case WaitCode.INTERRUPTED -> "INTERRUPTED";
            case FAILED -> "FAILED";
            default -> "REFUSED";
        };
    }
}
