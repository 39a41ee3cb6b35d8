/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.objects;

import dev.waitany.objects.engine.EngineObject;

/**
 * Is set when a platform or virtual thread has ended, and stays set. Thread-safe.
 *
 * <p>A virtual thread of the domain waits for the end, so that blocked waits end too. A wait or a
 * look that begins after the thread has ended finds the object set.
 */
public final class ThreadEnd extends WaitableObject {
    private final ThreadWatch watch;

    ThreadEnd(ObjectDomain domain, EngineObject state, boolean made, Thread thread) {
        super(domain, state, made);
        this.watch = (ThreadWatch) state.attached(() -> new ThreadWatch(state, thread));
        watch.begin();
    }

    /** Returns the thread whose end this is. */
    public Thread thread() {
        return watch.thread();
    }

    /**
     * Returns whether the thread has ended.
     *
     * @throws ObjectClosedException if this handle or the object is closed
     */
    public boolean isSet() {
        requireOpen();
        watch.look();
        return previous(state.state()) != 0;
    }

    /**
     * Returns another handle of this object.
     *
     * @throws ObjectClosedException if this handle is closed
     */
    public ThreadEnd duplicate() {
        return new ThreadEnd(domain, opened(), false, thread());
    }

    @Override
    void refresh() {
        watch.look();
    }

    @Override
    boolean isDriven() {
        return true;
    }

    @Override
    void gone() {
        watch.end();
    }

    @Override
    void signal() {
        throw new UnsignallableException(this + " cannot be signalled");
    }
}
