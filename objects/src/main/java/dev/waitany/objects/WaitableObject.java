/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.objects;

import dev.waitany.Deadline;
import dev.waitany.objects.engine.EngineObject;
import dev.waitany.objects.engine.Refusal;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A handle of an object that threads can wait for. Thread-safe.
 *
 * <p>Several handles may name one object: the subclasses' {@code duplicate}, and handles of the
 * same name. Each has to be closed. When the last one is, the object is gone: its name is free, and
 * waits for it end with {@link ObjectClosedException}.
 */
public abstract sealed class WaitableObject implements AutoCloseable
        permits AutoResetEvent, ManualResetEvent, Mutex, Semaphore, ThreadEnd, Timer {
    final ObjectDomain domain;
    final EngineObject state;
    final EngineObject[] alone;
    private final boolean made;
    private final AtomicBoolean closed = new AtomicBoolean();

    WaitableObject(ObjectDomain domain, EngineObject state, boolean made) {
        this.domain = domain;
        this.state = state;
        this.alone = new EngineObject[] {state};
        this.made = made;
    }

    /** Brings an object up to date whose state depends on a clock or a thread. */
    void refresh() {}

    /** Returns whether {@link #refresh} does something. */
    boolean isDriven() {
        return false;
    }

    /** Does what a signal of {@link ObjectDomain#signalAndWait} does. */
    abstract void signal();

    /** Returns the object's name, or what dumps call it if it has no name. */
    public final String name() {
        return state.label();
    }

    /** Returns the domain of the object. */
    public final ObjectDomain domain() {
        return domain;
    }

    /**
     * Returns whether this handle made the object. It is false if the object had been made under
     * the same name before, and the arguments were then ignored.
     */
    public final boolean isNew() {
        return made;
    }

    /**
     * Waits until the object can be taken, and takes it. As {@link ObjectDomain#waitAny} with a
     * list of this object only.
     *
     * @return {@code OBJECT} or {@code ABANDONED} with index 0, or {@code TIMED_OUT}
     * @throws InterruptedException as {@link ObjectDomain#waitAny}
     * @throws ObjectClosedException if the object is closed before or during the wait
     * @throws ObjectLimitException if the object is a mutex of the caller with its largest depth
     */
    public final ObjectWaitResult await(Deadline deadline) throws InterruptedException {
        return domain.waits.one(this, deadline);
    }

    /**
     * Returns the names of the threads that wait for the object, in the order in which they came.
     * For diagnosis: it may have changed when this returns.
     */
    public final List<String> waiters() {
        requireOpen();
        return state.waiters();
    }

    /** Returns whether this handle is closed. */
    public final boolean isClosed() {
        return closed.get();
    }

    /**
     * Closes this handle. Later calls on it throw {@link ObjectClosedException}; other handles of
     * the object are not affected. A second call does nothing.
     */
    @Override
    public final void close() {
        if (closed.compareAndSet(false, true)) {
            try {
                state.close();
            } catch (Throwable failure) {
                closed.set(false); // the stack was too small, and nothing is done: try again
                throw failure;
            }
            if (state.state() == Refusal.CLOSED) {
                gone();
            }
        }
    }

    /** Ends what drives the object, after its last handle was closed. */
    void gone() {}

    /**
     * Throws if this handle is closed.
     *
     * @throws ObjectClosedException if it is
     */
    final void requireOpen() {
        if (closed.get()) {
            throw closedException();
        }
    }

    final ObjectClosedException closedException() {
        return new ObjectClosedException(this + " is closed");
    }

    /** Returns an engine's answer, or throws what it means. */
    final int previous(int answer) {
        return switch (answer) {
            case Refusal.CLOSED -> throw closedException();
            case Refusal.LIMIT ->
                    throw new ObjectLimitException(
                            this + ": the count would exceed the maximum " + state.maximum());
            case Refusal.NOT_OWNER ->
                    throw new NotOwnerException(this + " does not belong to this thread");
            default -> answer;
        };
    }

    /** Adds a handle to the engine's object, for {@code duplicate}. */
    final EngineObject opened() {
        requireOpen();
        if (!state.open()) {
            throw closedException();
        }
        return state;
    }

    @Override
    public String toString() {
        return state.kind() + " \"" + name() + "\"";
    }
}
