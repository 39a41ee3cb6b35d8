/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.recording;

import dev.waitany.linux.StackRoom;
import java.util.function.BooleanSupplier;
import jdk.jfr.FlightRecorder;

/**
 * Tells whether an event is to be recorded, and leaves the flight recorder alone in a JVM that does
 * not use it.
 *
 * <p>The class of an event takes 80 ms to load, because the JDK sets up the flight recorder for it:
 * a quarter of what {@code WaitAny.open()} takes in a new JVM. So it is loaded only once the
 * recorder is in use. That can be at any later wait, also where the stack ends. A class whose
 * initialization overflows the stack stays unusable, so such a wait is not recorded.
 *
 * <p>Several threads may share an object: if they lose what one has found, another finds it again.
 */
public final class Recorder {
    /** Not every runtime image has jdk.jfr, and without it no event class can be loaded. */
    private static final boolean PRESENT = ModuleLayer.boot().findModule("jdk.jfr").isPresent();

    private final BooleanSupplier enabled; // loads the event's class
    private boolean loaded;

    /**
     * Makes a recorder of one kind of event.
     *
     * @param enabled asks whether the event is enabled, and loads its class
     */
    public Recorder(BooleanSupplier enabled) {
        this.enabled = enabled;
    }

    /** Returns whether the event is to be recorded. */
    public boolean isOn() {
        return PRESENT && FlightRecorder.isInitialized() && isEnabled();
    }

    private boolean isEnabled() {
        if (!loaded && !StackRoom.isAmple()) {
            return false;
        }
        boolean on = enabled.getAsBoolean();
        loaded = true; // only now: another thread that sees it does not check its stack
        return on;
    }
}
