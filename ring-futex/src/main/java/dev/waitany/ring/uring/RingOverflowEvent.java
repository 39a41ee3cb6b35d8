/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring.uring;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** Emitted when a completion queue is full. The kernel keeps the rest; none is lost. */
@Name("dev.waitany.RingOverflow")
@Label("Ring overflow")
@Category({"WaitAny", "Ring"})
@Description("The completion queue was full; the kernel keeps the rest for the next calls")
@Enabled(false)
@StackTrace(false)
public final class RingOverflowEvent extends Event {
    /** Never committed: it only tells whether the event type is enabled. */
    private static final RingOverflowEvent KIND = new RingOverflowEvent();

    @Label("Ring")
    @Description("The ring's file descriptor")
    int ring;

    static boolean isOn() {
        return KIND.isEnabled();
    }

    static void commitIf(Ring of) {
        if (isOn() && of.submissions().completionsOverflow()) {
            RingOverflowEvent event = new RingOverflowEvent();
            event.ring = of.fd();
            event.commit();
        }
    }
}
