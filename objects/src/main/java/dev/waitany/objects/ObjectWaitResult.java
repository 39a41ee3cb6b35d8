/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.objects;

import dev.waitany.objects.engine.WaitCode;

/**
 * How a wait for objects ended. Immutable; results are shared, so waits make no garbage.
 *
 * <p>The result of {@code waitAll} has index 0 if the objects were taken. If a mutex among them was
 * abandoned, its kind is {@link Kind#ABANDONED}; nothing says which one.
 */
public final class ObjectWaitResult {
    /** How a wait ended. */
    public enum Kind {
        /** An object was taken, or all were. */
        OBJECT,
        /** As {@link #OBJECT}, and a mutex that was taken had lost its owner. */
        ABANDONED,
        /** The deadline passed. Nothing was taken. */
        TIMED_OUT,
        /** The wait was alertable, and callbacks ran. Nothing was taken. */
        ALERTED
    }

    static final ObjectWaitResult TIMED_OUT = new ObjectWaitResult(Kind.TIMED_OUT, -1);
    static final ObjectWaitResult ALERTED = new ObjectWaitResult(Kind.ALERTED, -1);

    private final Kind kind;
    private final int index;

    private ObjectWaitResult(Kind kind, int index) {
        this.kind = kind;
        this.index = index;
    }

    static ObjectWaitResult taken(int code) {
        return new ObjectWaitResult(
                WaitCode.isAbandoned(code) ? Kind.ABANDONED : Kind.OBJECT, WaitCode.index(code));
    }

    /** Returns how the wait ended. */
    public Kind kind() {
        return kind;
    }

    /** Returns the place of the object that was taken, or -1. */
    public int index() {
        return index;
    }

    /** Returns whether the wait took what it waited for. */
    public boolean isTaken() {
        return index >= 0;
    }

    /** Returns whether a mutex that was taken had lost its owner. */
    public boolean isAbandoned() {
        return kind == Kind.ABANDONED;
    }

    @Override
    public String toString() {
        return isTaken() ? kind + " " + index : kind.toString();
    }
}
