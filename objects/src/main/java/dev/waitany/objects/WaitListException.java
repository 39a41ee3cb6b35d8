/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.objects;

import java.io.Serial;

/** Thrown if a list of objects cannot be waited for. The call has no effect. */
public final class WaitListException extends IllegalArgumentException {
    @Serial private static final long serialVersionUID = 1;

    /** What is wrong with the list. */
    public enum Reason {
        /** The element at the index is null. */
        NULL,
        /** The object at the index belongs to another domain. */
        FOREIGN,
        /** The object at the index is in the list before, and the wait is for all. */
        TWICE,
        /** The list has more objects than the domain allows; the index is the first too many. */
        TOO_MANY,
        /** The list has no objects. */
        EMPTY
    }

    private final Reason reason;
    private final int index;

    WaitListException(Reason reason, int index, String message) {
        super(message);
        this.reason = reason;
        this.index = index;
    }

    /** Returns what is wrong. */
    public Reason reason() {
        return reason;
    }

    /** Returns the place in the list, or -1 if it is empty. */
    public int index() {
        return index;
    }
}
