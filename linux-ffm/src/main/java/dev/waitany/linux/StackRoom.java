/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.linux;

/**
 * Makes sure that a wait does not overflow the stack half-way.
 *
 * <p>A {@link StackOverflowError} can come at every call of a method. Once a wait has given the
 * kernel or another thread something, it would also come in what takes that back, which is no less
 * deep. It could even come where the linker releases an arena, which then could never be closed. So
 * a wait goes deeper than it will need to, before it begins. An overflow then does no harm.
 *
 * <p>Code that is not compiled yet has frames many times as large. So the first checks of an object
 * go much deeper than the later ones. Several threads may share an object: if they lose a count,
 * more checks than necessary are deep.
 */
public final class StackRoom {
    /**
     * More than a wait needs, compiled or not. A frame of {@link #descend} takes 59 bytes compiled
     * and 185 interpreted, so these are 24 KiB and 74 KiB.
     */
    private static final int ANY_CODE = 410;

    /** More than the JDK needs to load and change an event class: 86 KiB compiled, 270 KiB not. */
    private static final int CLASSES = 1_500;

    /** More than a wait needs of which everything is compiled. */
    private static final int COMPILED_CODE = 24;

    /** Checks after which the compilers have finished, and a multiple of what they need. */
    private static final int WARM = 20_000;

    private int checks;

    /** Makes a check for the waits of one thread, or of one object of several threads. */
    public StackRoom() {}

    /**
     * Returns normally if there is room for a wait. Takes about 30 ns, and 0.5 µs for the first
     * checks.
     *
     * @throws StackOverflowError if there is not
     */
    public void check() {
        int before = checks;
        if (before >= WARM) {
            require(COMPILED_CODE);
        } else {
            checks = before + 1;
            require(ANY_CODE);
        }
    }

    /**
     * Returns normally if there is room for a wait, also for one of which nothing is compiled.
     * Takes about 0.5 µs.
     *
     * @throws StackOverflowError if there is not
     */
    public static void require() {
        require(ANY_CODE);
    }

    /**
     * Returns whether there is room to initialize classes of the JDK: a class whose initialization
     * overflows the stack stays unusable. Takes some microseconds.
     */
    public static boolean isAmple() {
        try {
            require(CLASSES);
            return true;
        } catch (StackOverflowError full) {
            return false;
        }
    }

    private static void require(int frames) {
        if (descend(frames, 1, 2, 3, 4, 5) == 0) {
            throw new AssertionError("the frames are counted");
        }
    }

    /**
     * Needs its parameters after the call, so each level keeps them on the stack. They are passed
     * on in place, as moving them between registers and stack costs more than the call. Not a tail
     * call, so every level has its frame.
     */
    private static long descend(int frames, long a, long b, long c, long d, long e) {
        return frames == 0 ? 1 : descend(frames - 1, a, b, c, d, e) + (a ^ b ^ c ^ d ^ e);
    }
}
