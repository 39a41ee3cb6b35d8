/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/**
 * More completions than a ring's queue has room for; the kernel keeps the rest, and none is lost.
 */
@Name("dev.waitany.RingOverflow")
@Label("Ring overflow")
@Category({"WaitAny", "Ring"})
@Description(
        "Completions wait in the kernel for room in the ring's queue; they come with the next calls")
@Enabled(false)
@StackTrace(false)
final class RingOverflowEvent extends Event {
    /** Only asked whether its kind is enabled. */
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
