/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.soak.moment;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One combination: a call on a kind of thread, with a strategy, and what happens to it.
 *
 * @param strategy opened for the call; {@link #RING} for calls that use none
 */
public record MomentCase(
        String strategy, BlockingCall call, Disturbance disturbance, boolean virtual) {
    /** The name that stands in the place of a strategy for {@code FutexRing}. */
    public static final String RING = "FutexRing";

    /** Returns the combinations of a strategy. */
    public static List<MomentCase> of(String strategy) {
        List<MomentCase> cases = new ArrayList<>();
        for (BlockingCall call : BlockingCall.values()) {
            if (call != BlockingCall.RING_AWAIT) {
                addAll(cases, strategy, call, false);
                addAll(cases, strategy, call, true);
            }
        }
        return cases;
    }

    /** Returns the combinations of {@code FutexRing}, which virtual threads cannot open. */
    public static List<MomentCase> ofRing() {
        List<MomentCase> cases = new ArrayList<>();
        addAll(cases, RING, BlockingCall.RING_AWAIT, false);
        return cases;
    }

    private static void addAll(
            List<MomentCase> cases, String strategy, BlockingCall call, boolean virtual) {
        for (Disturbance disturbance : Disturbance.values()) {
            if (call.disturbances().contains(disturbance)) {
                cases.add(new MomentCase(strategy, call, disturbance, virtual));
            }
        }
    }

    @Override
    public String toString() {
        return "%s %s, %s, %s thread"
                .formatted(strategy, call, disturbance, virtual ? "virtual" : "platform")
                .toLowerCase(Locale.ROOT)
                .replace('_', ' ');
    }
}
