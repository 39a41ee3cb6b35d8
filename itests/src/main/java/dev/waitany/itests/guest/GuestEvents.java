/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.guest;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The events of one guest, from whoever reads its lines to whoever wants to know. Thread-safe; one
 * thread takes.
 */
public final class GuestEvents {
    private final Duration longestSilence;
    private final BlockingQueue<Optional<GuestEvent>> arrived = new LinkedBlockingQueue<>();
    private volatile @Nullable String lost;
    private volatile Consumer<GuestLostException> whenSilent = _ -> {};

    /**
     * Events of a guest that is given up when none has come for that long. One test may take up to
     * its own limit in silence.
     */
    public GuestEvents(Duration longestSilence) {
        this.longestSilence = longestSilence;
    }

    /**
     * A line of the guest's output.
     *
     * @return whether it was an event; else it is for whoever reads the output
     */
    public boolean line(String line) {
        Optional<GuestEvent> event = GuestEvent.of(line);
        event.ifPresent(_ -> arrived.add(event));
        return event.isPresent();
    }

    /**
     * No more lines will come. Harmless if all tests are over.
     *
     * @param why the guest has ended, with all that is known
     */
    public void lost(String why) {
        if (lost == null) {
            lost = why;
            arrived.add(Optional.empty());
        }
    }

    /** What to do, once, when the guest has been silent for too long: end it, say why. */
    public GuestEvents whenSilent(Consumer<GuestLostException> action) {
        whenSilent = action;
        return this;
    }

    /**
     * The next event, when it comes.
     *
     * @throws GuestLostException when none will come any more: again with each call
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
