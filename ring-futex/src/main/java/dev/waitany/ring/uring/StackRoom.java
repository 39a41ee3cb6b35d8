/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring.uring;

/**
 * Makes sure that a wait does not overflow the stack half-way. One for each thread's ring.
 *
 * <p>A {@link StackOverflowError} can come at every call of a method. Between submitting and
 * draining it would also come in what drains, as that is no less deep. It could even come where the
 * linker releases an arena, which then could never be closed. So a wait goes deeper than it will
 * need to, before it gives the kernel anything; an overflow then does no harm.
 *
 * <p>The first waits go much deeper than the later ones: code that is not compiled yet has frames
 * many times as large. Not thread-safe, but for {@link #check(int)}.
 */
public final class StackRoom {
    /** More stack than a wait uses that is compiled, in frames of {@link #descend}. */
    public static final int COMPILED = 24;

    /** More stack than a wait uses of which nothing is compiled. */
    private static final int INTERPRETED = 400;

    /** Waits after which the compilers have finished, and a multiple of what they need. */
    private static final int WARM = 20_000;

    private int waits;

    /** Makes a check for the waits of one thread. */
    public StackRoom() {}

    /**
     * Returns normally if there is room for a wait. Takes about 0.1 µs, and 1 µs for the first
     * waits.
     *
     * @throws StackOverflowError if there is not
     */
    public void check() {
        if (waits == WARM) {
            check(COMPILED);
        } else {
            waits++;
            check(INTERPRETED);
        }
    }

    /**
     * Returns normally if there is room for so many frames.
     *
     * @throws StackOverflowError if there is not
     */
    public static void check(int frames) {
        if (descend(frames, 1, 2, 3, 4) == 0) {
            throw new AssertionError("the frames count their parameters");
        }
    }

    /** Not a tail call, so every level has its frame. */
    private static long descend(int levels, long a, long b, long c, long d) {
        return levels == 0 ? a : b + c + descend(levels - 1, d, a, b, c) + d + a;
    }
}
