/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.objects.engine;

import org.jspecify.annotations.Nullable;

/**
 * Where a thread's alertable waits can be alerted. One for each thread.
 *
 * <p><b>No alert is missed.</b> The waiting thread publishes its sleeper ({@link #begin}) and then
 * reads {@link #isRaised}; {@link #raise} writes the flag and then reads the sleeper. Both are
 * volatile, so at least one of the two sees what the other wrote.
 */
public final class AlertPort {
    private volatile boolean raised;
    private volatile @Nullable Sleeper sleeper;

    /** What can be alerted while it waits. */
    public interface Sleeper {
        /**
         * Ends the present wait if it is alertable and still waits. Must do nothing to any other
         * wait: this may come late. Called by any thread.
         */
        void alert();
    }

    /** Makes a port that is not raised. */
    public AlertPort() {}

    /** Raises the port, and alerts the wait that is under way. Called by any thread. */
    public void raise() {
        raised = true;
        Sleeper present = sleeper;
        if (present != null) {
            present.alert();
        }
    }

    /** Lowers the port. Called by the owner, before it looks at why the port was raised. */
    public void lower() {
        raised = false;
    }

    /** Returns whether the port is raised: an alertable wait must not sleep. */
    public boolean isRaised() {
        return raised;
    }

    /** Publishes who is to be alerted. Called by an engine, before it reads {@link #isRaised}. */
    public void begin(Sleeper waiting) {
        sleeper = waiting;
    }

    /** Ends what {@link #begin} began. */
    public void end() {
        sleeper = null;
    }
}
