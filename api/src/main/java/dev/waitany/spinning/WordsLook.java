/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.spinning;

import dev.waitany.WaitSet;
import dev.waitany.spi.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * Looks for a changed word of a set, at up to {@link #PART} words at a time, so that a look is
 * short. One per thread.
 */
public final class WordsLook implements SpinLoop.Look {
    private static final int PART = 64;

    private @Nullable WaitSet set;
    private int next; // the first word of the next part

    /** Looks at no set yet. */
    public WordsLook() {}

    /** Begins to look at the words of a set, from the first one on. */
    public WordsLook at(WaitSet begun) {
        set = begun;
        next = 0;
        return this;
    }

    /** Forgets the set. */
    public void end() {
        set = null;
    }

    @Override
    public int look() {
        WaitSet words = set;
        if (words == null) {
            return Outcome.TIMED_OUT;
        }
        int from = next;
        int to = Math.min(words.size(), from + PART);
        next = to == words.size() ? 0 : to;
        for (int i = from; i < to; i++) {
            if (words.word(i).get() != words.expected(i)) {
                return Outcome.changed(i);
            }
        }
        return Outcome.TIMED_OUT;
    }
}
