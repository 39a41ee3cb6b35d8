/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.statistics;

/**
 * The smallest difference that a run can show, from an A/A pair: the same cell measured twice.
 *
 * @param ratio the figure of one cell of the pair divided by that of the other
 */
public record Resolution(Interval ratio) {
    /** An A/A interval that is wider than this makes the run too noisy to judge. */
    public static final double WIDEST = 0.10;

    /**
     * Returns whether the A/A interval is too wide to judge any ratio by it. An interval far below
     * 1 is narrow in absolute terms although its ends differ by a large factor.
     */
    public boolean isTooNoisy() {
        return ratio.width() > WIDEST || ratio.high() > (1 + WIDEST) * ratio.low();
    }

    /** Returns the largest factor by which the equal cells may differ: 1 or more. */
    public double factor() {
        return Math.max(ratio.high(), 1 / ratio.low());
    }

    /** Returns the factor as a difference in percent. */
    public double percent() {
        return (factor() - 1) * 100;
    }

    /** Returns the coarser one of two resolutions. */
    public Resolution or(Resolution other) {
        boolean isCoarser =
                other.isTooNoisy() == isTooNoisy() ? other.factor() > factor() : other.isTooNoisy();
        return isCoarser ? other : this;
    }

    /**
     * Judges a ratio. It is a difference only if its whole interval lies beyond the factor by which
     * equal cells may differ. That is stricter than an interval that excludes 1, because intervals
     * do not cover what differs between JVMs of a single fork.
     */
    public Verdict judge(Interval measured) {
        if (isTooNoisy()) {
            return Verdict.TOO_NOISY;
        }
        if (measured.high() < 1 / factor()) {
            return Verdict.LESS;
        }
        return measured.low() > factor() ? Verdict.MORE : Verdict.NO_DIFFERENCE;
    }
}
