/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.emulation;

/**
 * Makes sure that a wait does not meet the end of the stack half way.
 *
 * <p>A wait that has sent helpers must take them back, and that needs as much stack as sending
 * them. So the wait asks for the room before it sends the first one. Too deep a stack then fails
 * with {@link StackOverflowError} while nothing has begun.
 */
final class StackRoom {
    /** At 50 bytes compiled and 300 interpreted: 12 KiB and 75 KiB, more than a wait needs. */
    private static final int FRAMES = 250;

    private StackRoom() {}

    /**
     * Returns if there is room. Takes about 0.6 µs.
     *
     * @throws StackOverflowError if there is none
     */
    static void require() {
        if (descend(FRAMES, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12) == 0) {
            throw new AssertionError("no frames");
        }
    }

    /** Has so many parameters that most of them lie on the stack. */
    private static long descend(
            int frames,
            long a,
            long b,
            long c,
            long d,
            long e,
            long f,
            long g,
            long h,
            long i,
            long j,
            long k,
            long l) {
        return frames == 0
                ? a + b + c + d + e + f + g + h + i + j + k + l
                : descend(frames - 1, b, c, d, e, f, g, h, i, j, k, l, a) + 1;
    }
}
