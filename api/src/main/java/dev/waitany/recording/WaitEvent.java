/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.recording;

import dev.waitany.WaitResult;
import dev.waitany.WaitSet;
import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/** The flight recorder's event for one wait, from its call to its end. */
@Name("dev.waitany.Wait")
@Label("Wait for any word")
@Category("WaitAny")
@Description("A wait on a set of futex words, by any call and strategy")
@Enabled(false)
@StackTrace(false)
final class WaitEvent extends Event {
    /** Serves only to ask whether the event is enabled. */
    private static final WaitEvent KIND = new WaitEvent();

    @Label("Strategy")
    @Nullable String strategy;

    @Label("Call")
    @Description("await, future, or armed")
    @Nullable String call;

    @Label("Words")
    int words;

    @Label("Outcome")
    @Description("The result's kind, or INTERRUPTED, CLOSED, FAILED")
    @Nullable String outcome;

    @Label("Index")
    @Description("The place of the word that ended the wait, or -1")
    int index;

    @Label("Surplus")
    @Description("Wakes of other words that the wait consumed and no other waiter got")
    int surplus;

    @Label("Forwarded")
    @Description("Wakes of other words that the wait consumed and forwarded")
    int forwarded;

    static boolean isOn() {
        return KIND.isEnabled();
    }

    static WaitEvent begun(String strategy, String call, WaitSet set) {
        WaitEvent event = new WaitEvent();
        event.strategy = strategy;
        event.call = call;
        event.words = set.size();
        event.begin();
        return event;
    }

    void end(@Nullable WaitResult result, @Nullable Throwable failure) {
        end();
        if (!shouldCommit()) {
            return;
        }
        outcome = result == null ? WaitRecording.nameOf(failure) : result.kind().name();
        index = result == null ? -1 : result.index();
        surplus = result == null ? 0 : result.surplus().length;
        forwarded = result == null ? 0 : result.forwarded().length;
        commit();
    }
}
