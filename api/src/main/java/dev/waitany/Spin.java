/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany;

import java.time.Duration;
import java.util.Objects;

/**
 * Whether a wait looks at its words for some microseconds before it blocks (<i>spinning</i>).
 *
 * <p>To block and to be woken takes some microseconds, most of them for the interrupt to another
 * CPU. If a word changes within that time, a wait that spins returns earlier, and both threads use
 * less CPU time. If it does not, the time of the spin is lost.
 *
 * <p>An option of a {@link WaitAny} and, with precedence, of a {@link WaitSet}. It holds for waits
 * of platform threads: {@link WaitAny#await} and the calls on an {@link ArmedSet}. Waits of virtual
 * threads and futures never spin. A set of more than {@value #MOST_WORDS} words does not spin
 * either, because a look at it takes too long. An armed set that stays with the kernel has no such
 * limit: it looks at a flag of its ring.
 *
 * <p><b>What does not change.</b> Deadlines, interrupts, and the closing of the {@code WaitAny} or
 * armed set end a spin within microseconds. No change and no counted wake is lost.
 *
 * <p><b>What changes.</b> While a wait spins, the kernel does not have it in its queues. So a wake
 * during the spin finds no waiter and returns 0, as a wake just before the call does. The wait
 * reports the changed word as {@code CHANGED}. A wake without a change is not noticed during the
 * spin: see rule 2 of the contract. Words of an armed set that are queued already stay so.
 *
 * <p>Immutable.
 */
public final class Spin {
    /** The largest number of words of a set that spins by looking at its words. */
    public static final int MOST_WORDS = 1_024;

    private static final Spin NONE = new Spin(Kind.NONE, 0);
    private static final Spin ADAPTIVE = new Spin(Kind.ADAPTIVE, 0);

    /** How long waits spin. */
    public enum Kind {
        /** Not at all. */
        NONE,
        /** For a given time. */
        FIXED,
        /** For a time that is learned, up to 10 µs. */
        ADAPTIVE
    }

    private final Kind kind;
    private final long nanos;

    private Spin(Kind kind, long nanos) {
        this.kind = kind;
        this.nanos = nanos;
    }

    /** Waits block at once. For words that are woken without a change, and to save power. */
    public static Spin none() {
        return NONE;
    }

    /**
     * Each wait spins up to this long, whether it pays or not. Even where only one CPU may be used,
     * where it never pays. A duration that is not positive gives {@link #none()}.
     *
     * @throws ArithmeticException if the duration is longer than 292 years
     */
    public static Spin fixed(Duration span) {
        long nanos = span.toNanos();
        return nanos <= 0 ? NONE : new Spin(Kind.FIXED, nanos);
    }

    /**
     * Each set learns, for the thread that waits on it, whether spinning pays. If a spin was in
     * vain, fewer follow: at most one in 256 waits while none succeeds. Off if the process may use
     * one CPU only when the {@link WaitAny} is opened.
     */
    public static Spin adaptive() {
        return ADAPTIVE;
    }

    /** Returns how long waits spin. */
    public Kind kind() {
        return kind;
    }

    /** Returns the time of a {@link Kind#FIXED} spin in nanoseconds; 0 for the others. */
    public long nanos() {
        return nanos;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Spin that && kind == that.kind && nanos == that.nanos;
    }

    @Override
    public int hashCode() {
        return Objects.hash(kind, nanos);
    }

    @Override
    public String toString() {
        return switch (kind) {
            case NONE -> "none";
            case FIXED -> "fixed " + nanos + " ns";
            case ADAPTIVE -> "adaptive";
        };
    }
}
