/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The use of a set by one wait or one armed set at a time.
 *
 * <p>A use begins with a compare-and-set and ends with a release write, so the next user sees what
 * the last one wrote. Thread-safe.
 */
final class SetUse {
    private final AtomicReference<@Nullable String> user = new AtomicReference<>();

    /** Begins a use, or throws and names the present one. */
    void begin(String by) {
        String before = user.compareAndExchange(null, by);
        if (before != null) {
            throw new IllegalStateException(
                    "this set is in use by " + before + ", and a set serves one at a time");
        }
    }

    void end() {
        user.setRelease(null);
    }

    /** Throws if the set is in use. */
    void refuseChangeOf(String what) {
        String by = user.get();
        if (by != null) {
            throw new IllegalStateException(
                    "the " + what + " of a set cannot change while " + by + " uses it");
        }
    }
}
