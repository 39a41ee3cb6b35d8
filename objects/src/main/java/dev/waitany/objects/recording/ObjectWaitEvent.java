/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.objects.recording;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/** The flight recorder's event for one wait for objects, from its call to its end. */
@Name("dev.waitany.ObjectWait")
@Label("Wait for objects")
@Category("WaitAny")
@Description("A wait for one or all of some objects")
@Enabled(false)
@StackTrace(false)
final class ObjectWaitEvent extends Event {
    /** Serves only to ask whether the event is enabled. */
    private static final ObjectWaitEvent KIND = new ObjectWaitEvent();

    @Label("Call")
    @Description("one, any, or all")
    @Nullable String call;

    @Label("Objects")
    int objects;

    @Label("Outcome")
    @Description("OBJECT, ABANDONED, TIMED_OUT, ALERTED, INTERRUPTED, REFUSED, FAILED")
    @Nullable String outcome;

    @Label("Index")
    @Description("The place of the object that was taken, or -1")
    int index;

    static boolean isOn() {
        return KIND.isEnabled();
    }
}
