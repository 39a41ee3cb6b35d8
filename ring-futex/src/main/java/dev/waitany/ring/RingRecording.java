/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring;

/**
 * Tells the flight recorder of rings, where the JVM has one and it was asked for that. Off, it is a
 * constant to the compiler.
 */
final class RingRecording {
    /** Not in every runtime image; the event classes are not to be touched without it. */
    private static final boolean PRESENT = ModuleLayer.boot().findModule("jdk.jfr").isPresent();

    private RingRecording() {}

    static boolean isOn() {
        return PRESENT && (RingEnterEvent.isOn() || RingOverflowEvent.isOn());
    }

    /** Makes a call that enters the ring, and records it. Only while this {@link #isOn}. */
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
