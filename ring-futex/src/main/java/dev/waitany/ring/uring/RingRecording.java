/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring.uring;

/**
 * Records ring events, if the JVM has a flight recorder and the events are enabled. Otherwise the
 * JIT compiler sees a constant.
 */
public final class RingRecording {
    /** Without jdk.jfr in the runtime image, the event classes must not be loaded. */
    private static final boolean PRESENT = ModuleLayer.boot().findModule("jdk.jfr").isPresent();

    private RingRecording() {}

    static boolean isOn() {
        return PRESENT && (RingEnterEvent.isOn() || RingOverflowEvent.isOn());
    }

    /** Runs a call that enters the ring, and records it. Call it only while {@link #isOn}. */
    static void recorded(Ring ring, int atLeast, Runnable enter) {
        RingEnterEvent event = RingEnterEvent.begun(ring, atLeast);
        try {
            enter.run();
        } finally {
            event.end(ring);
            RingOverflowEvent.commitIf(ring);
        }
    }
}
