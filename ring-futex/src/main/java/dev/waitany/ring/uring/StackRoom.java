/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring.uring;

/**
 * Makes sure that a wait does not overflow the stack half-way.
 *
 * <p>A {@link StackOverflowError} can come at every call of a method. Between submitting and
 * draining it would also come in what drains, as that is no less deep. So a wait goes deeper than
 * it will need to, before it gives the kernel anything; an overflow then does no harm.
 */
public final class StackRoom {
    /** More stack than a wait uses, in frames of {@link #descend}. */
    private static final int FRAMES = 24;

    private StackRoom() {}

    /**
     * Returns normally if there is room for a wait.
     *
     * @throws StackOverflowError if there is not
     */
    public static void check() {
        if (descend(FRAMES, 1, 2, 3, 4) == 0) {
            throw new AssertionError("the frames count their parameters");
        }
    }

    /** Not a tail call, so every level has its frame. */
    private static long descend(int levels, long a, long b, long c, long d) {
        return levels == 0 ? a : b + c + descend(levels - 1, d, a, b, c) + d + a;
    }
}
