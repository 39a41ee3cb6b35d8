/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.descriptor;

import dev.waitany.linux.Clock;
import dev.waitany.linux.descriptor.DescriptorCalls;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.time.Duration;
import java.util.Objects;

/**
 * A timer on CLOCK_MONOTONIC with a descriptor, which is {@link PollEvents#READ readable} while the
 * timer has expired and {@link #take} was not called since.
 *
 * <p>A single limit of a wait is a {@link dev.waitany.Deadline}, which takes no descriptor. A timer
 * is for a period that goes on whatever ends the waits, such as that of frames.
 *
 * <p>Thread-safe. Every method throws {@link IllegalStateException} if this is closed, except
 * {@link #close}. No method blocks.
 *
 * <p>Source: man 2 timerfd_create.
 */
public final class TimerFd implements AutoCloseable {
    private static final int FIELDS = 4; // s and ns of the interval, then of the first time
    private static final int NANOS_PER_SECOND = 1_000_000_000;

    private final OpenDescriptor open =
            new OpenDescriptor(
                    "timerfd", "timerfd_create(2)", () -> DescriptorCalls.timerfd(Clock.MONOTONIC));

    /**
     * Makes a timer that is not set. The descriptor is closed on exec and does not block.
     *
     * @throws IllegalStateException if the kernel refuses; the message has the errno
     */
    public TimerFd() {}

    /** Returns the number of the descriptor. */
    public int descriptor() {
        return open.number();
    }

    /**
     * Sets the timer to expire once. An earlier setting, and expirations of it, are forgotten.
     *
     * @param span from now on
     * @throws IllegalArgumentException if the span is not positive
     */
    public void setAfter(Duration span) {
        set(span, Duration.ZERO);
    }

    /**
     * Sets the timer to expire again and again. An earlier setting, and expirations of it, are
     * forgotten.
     *
     * @param period from now to the first time, and between two times
     * @throws IllegalArgumentException if the period is not positive
     */
    public void setEvery(Duration period) {
        set(period, period);
    }

    /** Returns how often the timer has expired since it was set or this was called. */
    public long take() {
        return open.take();
    }

    /** Closes the descriptor. Close its {@link DescriptorWord} before. */
    @Override
    public void close() {
        open.close();
    }

    private void set(Duration first, Duration interval) {
        Objects.requireNonNull(first, "span");
        if (first.isNegative() || first.isZero()) {
            throw new IllegalArgumentException("a timer is set to a positive span, not " + first);
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment spec = arena.allocate(ValueLayout.JAVA_LONG, FIELDS);
            put(spec, 0, interval);
            put(spec, 2, first);
            open.settime(spec);
        }
    }

    private static void put(MemorySegment spec, int field, Duration span) {
        // The kernel's seconds end where its nanoseconds fill 63 bits; it takes more as "never".
        long seconds = Math.min(span.getSeconds(), Long.MAX_VALUE / NANOS_PER_SECOND);
        spec.setAtIndex(ValueLayout.JAVA_LONG, field, seconds);
        spec.setAtIndex(ValueLayout.JAVA_LONG, field + 1L, span.getNano());
    }

    @Override
    public String toString() {
        return open.toString();
    }
}
