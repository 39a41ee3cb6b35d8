/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.access;

import dev.waitany.FutexWord;
import dev.waitany.WaitSet;
import dev.waitany.spi.StrategyThreads;

/** Finds words that only one thread may access, for waits in which other threads take part. */
public final class Confinement {
    /**
     * A thread that is never the caller: a segment that it may access is not confined. It is made
     * in the first caller's thread, and inherits nothing from that.
     */
    private static final Thread STRANGER = StrategyThreads.named("stranger").unstarted(() -> {});

    private Confinement() {}

    /** Returns whether the word lives in a confined arena. */
    public static boolean isConfined(FutexWord word) {
        return !word.segment().isAccessibleBy(STRANGER);
    }

    /**
     * Checks that no word of the set lives in a confined arena.
     *
     * @throws IllegalArgumentException naming the first such word
     */
    public static void refuseConfined(WaitSet set) {
        for (int i = 0; i < set.size(); i++) {
            if (isConfined(set.word(i))) {
                throw new IllegalArgumentException(
                        "word "
                                + i
                                + " lives in a confined arena, and other threads take part in"
                                + " this wait: use Arena.ofShared(), ofAuto() or global()");
            }
        }
    }
}
