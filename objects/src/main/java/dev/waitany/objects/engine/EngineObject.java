/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.objects.engine;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One object of an engine, with one or more handles. Thread-safe.
 *
 * <p>The methods that change an object answer its previous state, at least 0, or one of the
 * negative constants of {@link Refusal}. A refused call changes nothing. The front calls only what
 * fits the kind.
 */
public abstract class EngineObject {
    private final Kind kind;
    private final String label;
    private final AtomicReference<@Nullable Object> attachment = new AtomicReference<>();

    /** For engines. */
    protected EngineObject(Kind kind, String label) {
        this.kind = kind;
        this.label = label;
    }

    /** Returns what the object is. */
    public final Kind kind() {
        return kind;
    }

    /** Returns what dumps and messages call the object. */
    public final String label() {
        return label;
    }

    /**
     * Returns what the front has attached to the object, for all handles of this JVM. Two threads
     * that call this at the same time get the same.
     *
     * @param maker makes it; if two do at the same time, one of the results is dropped
     */
    public final Object attached(Supplier<Object> maker) {
        Object present = attachment.get();
        if (present == null) {
            Object made = maker.get();
            Object other = attachment.compareAndExchange(null, made);
            return other == null ? made : other;
        }
        return present;
    }

    /** Returns what {@link #attached} has attached; null if nothing is. */
    public final @Nullable Object attachment() {
        return attachment.get();
    }

    /** Sets an event. Returns 0 or 1, or {@code CLOSED}. */
    public abstract int set();

    /** Unsets an event. Returns 0 or 1, or {@code CLOSED}. */
    public abstract int reset();

    /**
     * Lets the waits take the event that could take it if it were set now, and leaves it unset. No
     * thread ever reads it as set on account of this call. Returns 0 or 1, or {@code CLOSED}.
     */
    public abstract int pulse();

    /**
     * Adds to a semaphore.
     *
     * @param count at least 1
     * @return the previous count, {@code LIMIT} or {@code CLOSED}
     */
    public abstract int release(int count);

    /**
     * Unlocks a mutex once, for an owner.
     *
     * @param owner null for the calling thread
     * @return the previous depth, {@code NOT_OWNER} or {@code CLOSED}
     */
    public abstract int unlock(@Nullable EngineOwner owner);

    /**
     * Makes a mutex free and abandoned, as the death of its owner does.
     *
     * @return the previous depth, {@code NOT_OWNER} if the thread does not own it, or {@code
     *     CLOSED}
     */
    public abstract int abandon(Thread owner);

    /**
     * Returns the state without a side effect: of an event 0 or 1, of a semaphore the count, of a
     * mutex the depth. {@code CLOSED} if the object is closed.
     */
    public abstract int state();

    /** Returns whether a mutex is abandoned: its owner ended, and nobody has taken it since. */
    public abstract boolean isAbandoned();

    /** Returns whether a mutex belongs to the calling thread. */
    public abstract boolean isOwned();

    /** Returns a mutex's owner; null if it is free, or its owner has ended. */
    public abstract @Nullable Thread owner();

    /** Returns the maximum of a semaphore. */
    public abstract int maximum();

    /**
     * Returns names of the threads that wait for the object, in the order in which they came; for
     * dumps. It may have changed when this returns.
     */
    public abstract List<String> waiters();

    /** Adds a handle. Returns false if the object is closed. */
    public abstract boolean open();

    /**
     * Takes a handle away. With the last one the object is closed: its name is free, each wait for
     * it ends with {@link WaitCode#closed}, and all calls answer {@code CLOSED}.
     */
    public abstract void close();
}
