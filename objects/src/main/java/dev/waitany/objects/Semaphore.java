/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.objects;

import dev.waitany.objects.engine.EngineObject;

/** A count with a maximum. A wait takes one. Thread-safe. */
public final class Semaphore extends WaitableObject {
    Semaphore(ObjectDomain domain, EngineObject state, boolean made) {
        super(domain, state, made);
    }

    /**
     * Adds one to the count.
     *
     * @return the previous count
     * @throws ObjectLimitException if the count would exceed the maximum; it does not change then
     * @throws ObjectClosedException if this handle or the object is closed
     */
    public int release() {
        return release(1);
    }

    /**
     * Adds to the count.
     *
     * @param count at least 1
     * @return the previous count
     * @throws IllegalArgumentException if {@code count} is below 1
     * @throws ObjectLimitException if the count would exceed the maximum; it does not change then
     * @throws ObjectClosedException if this handle or the object is closed
     */
    public int release(int count) {
        requireOpen();
        if (count < 1) {
            throw new IllegalArgumentException(this + ": cannot release " + count);
        }
        return previous(state.release(count));
    }

    /**
     * Returns the count, without a side effect.
     *
     * @throws ObjectClosedException if this handle or the object is closed
     */
    public int count() {
        requireOpen();
        return previous(state.state());
    }

    /** Returns the largest count. */
    public int maximum() {
        return state.maximum();
    }

    /**
     * Returns another handle of this semaphore.
     *
     * @throws ObjectClosedException if this handle is closed
     */
    public Semaphore duplicate() {
        return new Semaphore(domain, opened(), false);
    }

    @Override
    void signal() {
        release(1);
    }
}
