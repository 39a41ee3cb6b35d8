/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.recording;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;
import org.jspecify.annotations.Nullable;

/** The flight recorder's event for one spin, which may precede the blocking of a wait. */
@Name("dev.waitany.Spin")
@Label("Spin before blocking")
@Category("WaitAny")
@Description("A wait looked at its words for a while before it blocked")
@Enabled(false)
@StackTrace(false)
final class SpinEvent extends Event {
    /** Serves only to ask whether the event is enabled. */
    private static final SpinEvent KIND = new SpinEvent();

    @Label("Budget")
    @Description("The longest time that the spin was to take")
    @Timespan(Timespan.NANOSECONDS)
    long budget;

    @Label("Outcome")
    @Description("HIT, MISS, DEADLINE, ENDED, or FAILED")
    @Nullable String outcome;

    static boolean isOn() {
        return KIND.isEnabled();
    }
}
