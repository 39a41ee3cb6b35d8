/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The results of one set's waits. All sets share those of low indexes; the others are made at their
 * first use and kept, so a wait that ends again in the same way makes no garbage. For the set's
 * user.
 */
final class SetResults {
    private final WaitResult.Kind kind;
    private @Nullable WaitResult[] beyondShared = {};

    SetResults(WaitResult.Kind kind) {
        this.kind = kind;
    }

    /** Returns the result for a word's index in a set of this size. */
    WaitResult of(int index, int size) {
        if (index < WaitResult.SHARED) {
            return WaitResult.shared(kind, index);
        }
        if (beyondShared.length < size) {
            beyondShared = Arrays.copyOf(beyondShared, Math.max(size, 2 * beyondShared.length));
        }
        WaitResult known = beyondShared[index];
        if (known == null) {
            known = WaitResult.of(kind, index);
            beyondShared[index] = known;
        }
        return known;
    }
}
