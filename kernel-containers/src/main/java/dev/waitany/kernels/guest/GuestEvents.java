/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.kernels.guest;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A queue of the events of one guest, between the thread that reads its output and the thread that
 * evaluates them. Thread-safe for one consumer.
 */
public final class GuestEvents {
    private final Duration longestSilence;
    private final BlockingQueue<Optional<GuestEvent>> arrived = new LinkedBlockingQueue<>();
    private volatile @Nullable String lost;
    private volatile Consumer<GuestLostException> whenSilent = _ -> {};

    /**
     * Makes a queue. If no event arrives for that long, the guest is lost, so it must exceed the
     * time limit of one test.
     */
    public GuestEvents(Duration longestSilence) {
        this.longestSilence = longestSilence;
    }

    /**
     * Takes a line of the guest's output.
     *
     * @return whether it was an event
     */
    public boolean line(String line) {
        Optional<GuestEvent> event = GuestEvent.of(line);
        event.ifPresent(_ -> arrived.add(event));
        return event.isPresent();
    }

    /**
     * Tells that no more lines will come. Has no effect after the last event.
     *
     * @param why the guest has ended, in full
     */
    public void lost(String why) {
        if (lost == null) {
            lost = why;
            arrived.add(Optional.empty());
        }
    }

    /** Sets the action that runs once when the guest has been silent for too long. */
    public GuestEvents whenSilent(Consumer<GuestLostException> action) {
        whenSilent = action;
        return this;
    }

    /**
     * Waits for the next event.
     *
     * @throws GuestLostException if the guest is lost; every later call throws it too
     */
    public GuestEvent next() {
        Optional<GuestEvent> next = take();
        if (next.isPresent()) {
            return next.get();
        }
        arrived.add(next);
        throw new GuestLostException(String.valueOf(lost));
    }

    private Optional<GuestEvent> take() {
        try {
            Optional<GuestEvent> next =
                    arrived.poll(longestSilence.toNanos(), TimeUnit.NANOSECONDS);
            if (next != null) {
                return next;
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            lost("interrupted while waiting for the guest");
            return Optional.empty();
        }
        GuestLostException silent =
                new GuestLostException(
                        "the guest has said nothing for %d s"
                                .formatted(longestSilence.toSeconds()));
        whenSilent.accept(silent);
        lost(String.valueOf(silent.getMessage()));
        return Optional.empty();
    }
}
