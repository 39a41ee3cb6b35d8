/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring.uring;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** Emitted for each io_uring_enter(2). */
@Name("dev.waitany.RingEnter")
@Label("Ring enter")
@Category({"WaitAny", "Ring"})
@Description("A call of io_uring_enter(2), which submits and may wait")
@Enabled(false)
@StackTrace(false)
public final class RingEnterEvent extends Event {
    /** Never committed: it only tells whether the event type is enabled. */
    private static final RingEnterEvent KIND = new RingEnterEvent();

    @Label("Ring")
    @Description("The ring's file descriptor")
    int ring;

    @Label("Submitted")
    @Description("Entries that the kernel took")
    int submitted;

    @Label("At least")
    @Description("Completions that were waited for")
    int atLeast;

    @Label("Completions")
    @Description("Completions that can be read afterwards")
    int completions;

    static boolean isOn() {
        return KIND.isEnabled();
    }

    static RingEnterEvent begun(Ring ring, int atLeast) {
        RingEnterEvent event = new RingEnterEvent();
        event.ring = ring.fd();
        event.submitted = ring.submissions().pending();
        event.atLeast = atLeast;
        event.begin();
        return event;
    }

    void end(Ring of) {
        end();
        if (shouldCommit()) {
            submitted -= of.submissions().pending();
            completions = of.completions().available();
            commit();
        }
    }
}
