/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The time at which a wait times out. An absolute time rather than a duration, so a wait that is
 * restarted keeps its deadline.
 *
 * <p>Immutable. A wait whose deadline has passed reads its words once and does not block.
 */
public sealed class Deadline permits ThreadDeadline {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final long PASSED = Long.MIN_VALUE;
    private static final Deadline NEVER = new Deadline(Kind.NEVER, Long.MAX_VALUE);
    private static final Deadline NOW = new Deadline(Kind.MONOTONIC, PASSED);

    /** The clock of a deadline. */
    public enum Kind {
        /** CLOCK_MONOTONIC, which stands still while the machine is suspended. */
        MONOTONIC,
        /** CLOCK_REALTIME. If that clock is set, the deadline comes sooner or later. */
        REALTIME,
        /** No deadline. */
        NEVER
    }

    /** How long before an exact deadline a wait begins to spin: the lateness of most timers. */
    private static final long SPUN = 60_000; // ns

    private final Kind kind;
    private final long nanos;
    private final @Nullable Deadline blocking; // of an exact deadline: when to begin to spin

    Deadline(Kind kind, long nanos) {
        this(kind, nanos, null);
    }

    private Deadline(Kind kind, long nanos, @Nullable Deadline blocking) {
        this.kind = kind;
        this.nanos = nanos;
        this.blocking = blocking;
    }

    /**
     * Returns the deadline after a duration from now on, on CLOCK_MONOTONIC. A duration that is not
     * positive gives {@link #now()}. One beyond the clock's range (292 years) gives {@link
     * #never()}.
     */
    public static Deadline after(Duration span) {
        if (span.isNegative() || span.isZero()) {
            return NOW;
        }
        try {
            return at(Math.addExact(System.nanoTime(), span.toNanos()));
        } catch (ArithmeticException beyond) {
            return NEVER;
        }
    }

    /**
     * Returns the deadline at a time of CLOCK_MONOTONIC, the clock of {@link System#nanoTime()} on
     * Linux.
     *
     * @param monotonicNanos in nanoseconds. Any value is valid, and a negative one has passed. The
     *     sum {@code System.nanoTime() + x} can overflow to one; {@link #after} avoids that
     */
    public static Deadline at(long monotonicNanos) {
        return new Deadline(Kind.MONOTONIC, monotonicNanos);
    }

    /**
     * Returns the deadline at a time of CLOCK_REALTIME. If that clock is set, the deadline comes
     * sooner or later. An instant beyond the range of nanoseconds in a {@code long} gives {@link
     * #never()} or {@link #now()}. Source: man 2 futex (FUTEX_CLOCK_REALTIME), man 2 clock_settime.
     */
    public static Deadline atTime(Instant instant) {
        try {
            long seconds = Math.multiplyExact(instant.getEpochSecond(), NANOS_PER_SECOND);
            return new Deadline(Kind.REALTIME, Math.addExact(seconds, instant.getNano()));
        } catch (ArithmeticException beyond) {
            return instant.getEpochSecond() > 0 ? NEVER : NOW;
        }
    }

    /** Returns the deadline that never comes. */
    public static Deadline never() {
        return NEVER;
    }

    /** Returns a deadline that has passed: the wait reads its words and does not block. */
    public static Deadline now() {
        return NOW;
    }

    /**
     * Returns this deadline for waits that end within some microseconds after it, for pacing frames
     * for example. Other waits end when the kernel's timer has woken their thread, 10 to 50 µs
     * late.
     *
     * <p>A platform thread that waits blocks until 60 µs before the deadline, and then spins: it
     * looks at the words without a pause. During the spin, a change of a word ends the wait as
     * {@code CHANGED}. As with {@link Spin}, a wake without a change is not noticed then; in an
     * {@link ArmedSet} that stays armed, it is. The thread needs a CPU for the spin, and is later
     * if another thread gets that CPU.
     *
     * <p>Futures, virtual threads, and sets of more than {@value Spin#MOST_WORDS} words do not
     * spin. For them, and for {@link #never()} and {@link #now()}, this changes nothing.
     *
     * @return an equal deadline, except that it is exact
     */
    public Deadline exactly() {
        if (kind == Kind.NEVER || nanos() < SPUN) {
            return this;
        }
        return new Deadline(kind, nanos(), new Deadline(kind, nanos() - SPUN));
    }

    /** Returns whether {@link #exactly()} made this. */
    public boolean isExact() {
        return blocking != null;
    }

    /**
     * Returns until when a wait for this deadline blocks: the deadline itself unless it is exact.
     */
    Deadline blocking() {
        Deadline earlier = blocking;
        return earlier == null ? this : earlier;
    }

    /** Returns the clock of {@link #nanos()}. */
    public Kind kind() {
        return kind;
    }

    /**
     * Returns the time in nanoseconds on its clock. Undefined for {@link Kind#NEVER}. A negative
     * time has passed on CLOCK_MONOTONIC; system calls refuse it (EINVAL).
     */
    public long nanos() {
        return nanos;
    }

    /**
     * Returns the nanoseconds that are left, 0 or less if the deadline has passed, and {@link
     * Long#MAX_VALUE} for {@link #never()}.
     */
    public long remaining() {
        return switch (kind) {
            case NEVER -> Long.MAX_VALUE;
            case MONOTONIC -> between(System.nanoTime(), nanos());
            case REALTIME -> between(realtime(), nanos());
        };
    }

    /** Returns whether the deadline has passed. */
    public boolean hasPassed() {
        return kind != Kind.NEVER && (nanos() == PASSED || remaining() <= 0);
    }

    /** Returns the time from one to another, or the limit of {@code long} beyond that. */
    private static long between(long now, long then) {
        long left = then - now;
        boolean overflow = ((then ^ now) & (then ^ left)) < 0;
        return overflow ? (then < 0 ? Long.MIN_VALUE : Long.MAX_VALUE) : left;
    }

    /** Returns the monotonic time after a span from now on, which may lie in the past. */
    static long monotonicAfter(long span) {
        if (span <= 0) {
            return PASSED;
        }
        long now = System.nanoTime();
        long then = now + span;
        return then < now ? Long.MAX_VALUE : then; // beyond the clock: for 292 years
    }

    private static long realtime() {
        Instant now = Instant.now();
        return now.getEpochSecond() * NANOS_PER_SECOND + now.getNano();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Deadline that
                && kind == that.kind
                && nanos() == that.nanos()
                && isExact() == that.isExact();
    }

    @Override
    public int hashCode() {
        return Objects.hash(kind, nanos());
    }

    @Override
    public String toString() {
        if (nanos() == PASSED) {
            return "now";
        }
        if (blocking != null) {
            return "exactly " + new Deadline(kind, nanos);
        }
        return switch (kind) {
            case NEVER -> "never";
            case MONOTONIC -> "monotonic " + nanos() + " ns";
            case REALTIME -> Instant.EPOCH.plusNanos(nanos()).atOffset(ZoneOffset.UTC).toString();
        };
    }
}
