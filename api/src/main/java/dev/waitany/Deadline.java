/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Objects;

/**
 * When a wait gives up: a point in time, never a span, so that a wait that is taken up again keeps
 * it.
 *
 * <p>Immutable. A wait with a deadline that has passed looks at its words once and does not block.
 */
public final class Deadline {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final long PASSED = Long.MIN_VALUE;
    private static final Deadline NEVER = new Deadline(Kind.NEVER, Long.MAX_VALUE);
    private static final Deadline NOW = new Deadline(Kind.MONOTONIC, PASSED);

    /** What a deadline is measured on. */
    public enum Kind {
        /** CLOCK_MONOTONIC. */
        MONOTONIC,
        /** CLOCK_REALTIME: moves when that clock is set. */
        REALTIME,
        /** No deadline. */
        NEVER
    }

    private final Kind kind;
    private final long nanos;

    private Deadline(Kind kind, long nanos) {
        this.kind = kind;
        this.nanos = nanos;
    }

    /**
     * A span from now on, on the mono clock. A negative one has passed; one beyond the clock's
     * range (292 years) is {@link #never()}.
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
     * A point on CLOCK_MONOTONIC in nanoseconds, the clock of {@link System#nanoTime()} on Linux.
     */
    public static Deadline at(long monotonicNanos) {
        return new Deadline(Kind.MONOTONIC, monotonicNanos);
    }

    /**
     * A point on CLOCK_REALTIME; when that clock is set, the deadline comes sooner or later with
     * it.
     */
    public static Deadline atTime(Instant instant) {
        try {
            long seconds = Math.multiplyExact(instant.getEpochSecond(), NANOS_PER_SECOND);
            return new Deadline(Kind.REALTIME, Math.addExact(seconds, instant.getNano()));
        } catch (ArithmeticException beyond) {
            return instant.getEpochSecond() > 0 ? NEVER : NOW;
        }
    }

    /** No deadline. */
    public static Deadline never() {
        return NEVER;
    }

    /** Has passed: the wait looks and does not block. */
    public static Deadline now() {
        return NOW;
    }

    /** What {@link #nanos()} is measured on. */
    public Kind kind() {
        return kind;
    }

    /** The point in nanoseconds on its clock; meaningless for {@link Kind#NEVER}. */
    public long nanos() {
        return nanos;
    }

    /**
     * Nanoseconds that are left, 0 or less once it has passed; {@link Long#MAX_VALUE} for {@link
     * #never()}.
     */
    public long remaining() {
        return switch (kind) {
            case NEVER -> Long.MAX_VALUE;
            case MONOTONIC -> minus(System.nanoTime());
            case REALTIME -> minus(realtime());
        };
    }

    /** Whether it has passed. */
    public boolean hasPassed() {
        return kind != Kind.NEVER && (nanos == PASSED || remaining() <= 0);
    }

    private long minus(long now) {
        long left = nanos - now;
        boolean overflow = ((nanos ^ now) & (nanos ^ left)) < 0;
        return overflow ? (nanos < 0 ? Long.MIN_VALUE : Long.MAX_VALUE) : left;
    }

    private static long realtime() {
        Instant now = Instant.now();
        return now.getEpochSecond() * NANOS_PER_SECOND + now.getNano();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Deadline that && kind == that.kind && nanos == that.nanos;
    }

    @Override
    public int hashCode() {
        return Objects.hash(kind, nanos);
    }

    @Override
    public String toString() {
        if (nanos == PASSED) {
            return "now";
        }
        return switch (kind) {
            case NEVER -> "never";
            case MONOTONIC -> "monotonic " + nanos + " ns";
            case REALTIME -> Instant.EPOCH.plusNanos(nanos).atOffset(ZoneOffset.UTC).toString();
        };
    }
}
