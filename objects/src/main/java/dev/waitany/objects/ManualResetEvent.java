/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.objects;

import dev.waitany.objects.engine.EngineObject;

/**
 * An event that stays set until it is reset, however many waits take it. A set event ends every
 * wait that was blocked when it was set, even if it is reset straight after. Thread-safe.
 */
public final class ManualResetEvent extends WaitableObject {
    ManualResetEvent(ObjectDomain domain, EngineObject state, boolean made) {
        super(domain, state, made);
    }

    /**
     * Sets the event.
     *
     * @return whether it was set before
     * @throws ObjectClosedException if this handle or the object is closed
     */
    public boolean set() {
        requireOpen();
        return previous(state.set()) != 0;
    }

    /**
     * Unsets the event.
     *
     * @return whether it was set before
     * @throws ObjectClosedException if this handle or the object is closed
     */
    public boolean reset() {
        requireOpen();
        return previous(state.reset()) != 0;
    }

    /**
     * Ends each wait that could take the event if it were set now, and unsets it. No thread reads
     * the event as set on account of this call.
     *
     * @return whether it was set before
     * @throws ObjectClosedException if this handle or the object is closed
     */
    public boolean pulse() {
        requireOpen();
        return previous(state.pulse()) != 0;
    }

    /**
     * Returns whether the event is set, without a side effect.
     *
     * @throws ObjectClosedException if this handle or the object is closed
     */
    public boolean isSet() {
        requireOpen();
        return previous(state.state()) != 0;
    }

    /**
     * Returns another handle of this event.
     *
     * @throws ObjectClosedException if this handle is closed
     */
    public ManualResetEvent duplicate() {
        return new ManualResetEvent(domain, opened(), false);
    }

    @Override
    void signal() {
        set();
    }
}
