/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.objects;

import dev.waitany.objects.engine.EngineObject;

/**
 * An event that one wait unsets by taking it. Sets do not add up: a set event that is set again
 * stays set. Thread-safe.
 */
public final class AutoResetEvent extends WaitableObject {
    AutoResetEvent(ObjectDomain domain, EngineObject state, boolean made) {
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
     * Lets one waiting thread take the event, if one can, and unsets it. No thread reads the event
     * as set on account of this call.
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
    public AutoResetEvent duplicate() {
        return new AutoResetEvent(domain, opened(), false);
    }

    @Override
    void signal() {
        set();
    }
}
