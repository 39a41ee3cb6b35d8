/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring;

import java.util.EnumMap;
import java.util.Map;

/** Counts how operations have ended. */
final class Ends implements Listener {
    private final Map<Completion.Kind, Integer> counts = new EnumMap<>(Completion.Kind.class);

    @Override
    public void completed(Operation operation) {
        counts.merge(operation.kind(), 1, Integer::sum);
    }

    int woken() {
        return count(Completion.Kind.WOKEN);
    }

    int cancelled() {
        return count(Completion.Kind.CANCELLED);
    }

    int count(Completion.Kind kind) {
        return counts.getOrDefault(kind, 0);
    }
}
