/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.engine;

import org.jspecify.annotations.Nullable;

/**
 * Runs all steps of a close, also after one of them has thrown. The first exception is thrown at
 * the end, with the others as suppressed ones. For one thread.
 */
final class CloseChain {
    private @Nullable Throwable first;

    void run(Runnable step) {
        try {
            step.run();
        } catch (Throwable thrown) {
            if (first == null) {
                first = thrown;
            } else {
                suppress(first, thrown);
            }
        }
    }

    @SuppressWarnings("ReferenceEquality") // an exception cannot suppress itself
    private static void suppress(Throwable first, Throwable next) {
        if (first != next) {
            first.addSuppressed(next);
        }
    }

    /** Throws the first exception, if there is one. */
    void end() {
        if (first != null) {
            throw Thrown.unchecked(first);
        }
    }
}
