/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * The use of a set by one wait or one armed set at a time.
 *
 * <p>A use begins with a compare-and-set and ends with a release write, so the next user sees what
 * the last one wrote. Thread-safe.
 *
 * <p>A wait whose stack has overflowed ends its use by writing null to {@link #user}: any call
 * could overflow the stack again, and the set would stay in use.
 */
final class SetUse {
    private static final VarHandle USER;

    static {
        try {
            USER = MethodHandles.lookup().findVarHandle(SetUse.class, "user", String.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** Who uses the set, for the message that another user gets; null if nobody does. */
    volatile @Nullable String user;

    /** Begins a use, or throws and names the present one. */
    void begin(String by) {
        // Nothing is called once the set is in use, which could overflow the stack.
        while (!USER.compareAndSet(this, null, by)) {
            String before = user;
            if (before != null) {
                throw new IllegalStateException(
                        "this set is in use by " + before + ", and a set serves one at a time");
            }
        }
    }

    void end() {
        USER.setRelease(this, null);
    }

    /** Throws if the set is in use. */
    void refuseChangeOf(String what) {
        String by = user;
        if (by != null) {
            throw new IllegalStateException(
                    "the " + what + " of a set cannot change while " + by + " uses it");
        }
    }
}
