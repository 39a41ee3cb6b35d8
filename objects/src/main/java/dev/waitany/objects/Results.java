/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.objects;

import dev.waitany.objects.engine.WaitCode;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The results of one domain, made before a wait needs them: a wait that has taken an object must
 * not fail if memory has run out. Thread-safe.
 */
final class Results {
    private final AtomicReferenceArray<@Nullable ObjectWaitResult> plain;
    private final AtomicReferenceArray<@Nullable ObjectWaitResult> abandoned;

    Results(int most) {
        plain = new AtomicReferenceArray<>(most);
        abandoned = new AtomicReferenceArray<>(most);
        prepare(0);
    }

    /** Makes the results of an index. */
    void prepare(int index) {
        if (abandoned.getAcquire(index) == null) {
            plain.setRelease(index, ObjectWaitResult.taken(index));
            abandoned.setRelease(index, ObjectWaitResult.taken(index | WaitCode.ABANDONED));
        }
    }

    /** Returns the result of a code that says that an object was taken. */
    ObjectWaitResult taken(int code) {
        int index = WaitCode.index(code);
        ObjectWaitResult result =
                WaitCode.isAbandoned(code) ? abandoned.getAcquire(index) : plain.getAcquire(index);
        return result == null ? ObjectWaitResult.taken(code) : result;
    }
}
