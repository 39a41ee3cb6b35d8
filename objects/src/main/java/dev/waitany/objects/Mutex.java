/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.objects;

import dev.waitany.objects.engine.EngineObject;
import dev.waitany.objects.engine.Refusal;
import java.util.Objects;
import java.util.Optional;

/**
 * A lock that belongs to the thread whose wait took it. Its owner can take it again, and has to
 * unlock it as many times. Thread-safe.
 *
 * <p>If the owner ends without unlocking the mutex, the mutex is <i>abandoned</i>: it is free, and
 * the next wait that takes it reports {@link ObjectWaitResult.Kind#ABANDONED}. A wait that is
 * blocked on it then is ended by that. Owners are platform or virtual threads; each takes a mutex
 * for itself.
 */
public final class Mutex extends WaitableObject {
    /** The largest depth. A wait of the owner that would exceed it is refused. */
    public static final int MAX_DEPTH = 65_535;

    Mutex(ObjectDomain domain, EngineObject state, boolean made) {
        super(domain, state, made);
    }

    /**
     * Unlocks the mutex once.
     *
     * @return the previous depth; 1 means that the mutex is free now
     * @throws NotOwnerException if the calling thread does not own the mutex
     * @throws ObjectClosedException if this handle or the object is closed
     */
    public int unlock() {
        requireOpen();
        return previous(state.unlock(null));
    }

    /**
     * Makes the mutex free and abandoned, as the end of its owner does. For runtimes that end a
     * guest's thread without ending the Java thread that ran it.
     *
     * @param owner the thread that is to own the mutex
     * @return the previous depth
     * @throws NotOwnerException if that thread does not own the mutex
     * @throws ObjectClosedException if this handle or the object is closed
     */
    public int abandon(Thread owner) {
        Objects.requireNonNull(owner, "owner");
        requireOpen();
        int answer = state.abandon(owner);
        if (answer == Refusal.NOT_OWNER) {
            throw new NotOwnerException(this + " does not belong to " + owner);
        }
        return previous(answer);
    }

    /**
     * Returns how often the owner has to unlock the mutex; 0 if it is free. Without a side effect.
     *
     * @throws ObjectClosedException if this handle or the object is closed
     */
    public int depth() {
        requireOpen();
        return previous(state.state());
    }

    /** Returns whether the calling thread owns the mutex. */
    public boolean isOwned() {
        requireOpen();
        return state.isOwned();
    }

    /**
     * Returns whether the mutex is abandoned: its last owner ended without unlocking it, and no
     * wait has taken it since.
     */
    public boolean isAbandoned() {
        requireOpen();
        return state.isAbandoned();
    }

    /** Returns the thread that owns the mutex; empty if it is free or its owner has ended. */
    public Optional<Thread> owner() {
        requireOpen();
        return Optional.ofNullable(state.owner());
    }

    /**
     * Returns another handle of this mutex.
     *
     * @throws ObjectClosedException if this handle is closed
     */
    public Mutex duplicate() {
        return new Mutex(domain, opened(), false);
    }

    @Override
    void signal() {
        unlock();
    }
}
