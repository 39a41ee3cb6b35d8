/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring.poller;

import dev.waitany.Deadline;
import dev.waitany.WaitSet;
import dev.waitany.ring.entries.EntryForm;
import dev.waitany.ring.entries.UserData;
import dev.waitany.ring.uring.CompletionQueue;
import dev.waitany.ring.uring.Ring;
import dev.waitany.ring.uring.RingTimer;
import dev.waitany.spi.SurplusWakes;
import java.lang.foreign.Arena;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * One ring of a poller, and the waits that are pending on it. Used by the poller's thread only.
 *
 * <p>A cancel walks the list of all futex waits of its ring (io_uring/cancel.c, io_cancel_remove).
 * So a ring normally takes at most {@link #ROOM} of them, and a poller has many rings.
 */
final class PollerRing implements AutoCloseable {
    /** Pending entries up to which the ring takes further waits. */
    static final int ROOM = 128;

    /** Entries of the submission queue. */
    static final int QUEUE = 64;

    private final int number;
    private final Arena arena = Arena.ofShared();
    private final Ring ring;
    private final EntryForm form;
    private final RingTimer timer = new RingTimer(arena);
    private final SurplusWakes none =
            new SurplusWakes(); // stays empty: for waits without a second wake
    private @Nullable PolledWait[] waits = new PolledWait[16];
    private int[] free = new int[16]; // slots that were used before
    private int freed;
    private int used; // slots that have ever been used
    private int load; // pending entries

    /**
     * @param number the ring's number among the poller's rings
     * @param ring a ring of {@link #QUEUE} entries; {@link #close} closes it
     */
    PollerRing(int number, Ring ring, Function<Arena, EntryForm> form) {
        this.number = number;
        this.ring = ring;
        this.form = form.apply(arena);
    }

    int number() {
        return number;
    }

    Ring ring() {
        return ring;
    }

    int entries(WaitSet set) {
        return form.entries(set);
    }

    /** Returns the number of pending entries. */
    int load() {
        return load;
    }

    /** Tells whether entries await submission. */
    boolean isDirty() {
        return ring.submissions().pending() > 0;
    }

    void begin(PolledWait wait) {
        int slot = freed > 0 ? free[--freed] : newSlot();
        waits[slot] = wait;
        wait.enter(this, slot);
        int entries = form.entries(wait.set);
        wait.tally.begin(entries);
        load += entries;
        form.submit(ring, wait.set, UserData.firstEntry(slot));
        if (timer.start(ring, wait.deadline, UserData.timer(slot))) {
            wait.tally.expectOneMore();
        }
    }

    /** Cancels the wait's pending entries. Their completions follow, and are counted. */
    void cancelRest(PolledWait wait) {
        if (wait.stopping) {
            return;
        }
        wait.stopping = true;
        int entries = form.entries(wait.set);
        if (entries > 1 && entries >= load) {
            ring.reserve();
            ring.submissions().cancelEverything(UserData.CANCEL); // one walk; includes the timer
            return;
        }
        long first = UserData.firstEntry(wait.slot);
        for (int i = 0; i < entries; i++) {
            ring.reserve();
            ring.submissions().cancelSilently(first + i, UserData.CANCEL);
        }
        if (wait.deadline.kind() == Deadline.Kind.REALTIME) {
            ring.reserve();
            ring.submissions().cancelSilently(UserData.timer(wait.slot), UserData.CANCEL);
        }
    }

    /** Cancels everything that is pending. */
    void cancelAll() {
        for (int slot = 0; slot < used; slot++) {
            PolledWait wait = waits[slot];
            if (wait != null) {
                wait.stopping = true;
            }
        }
        ring.reserve();
        ring.submissions().cancelEverything(UserData.CANCEL);
    }

    /**
     * Reads completions.
     *
     * @param ended receives the waits that have ended
     * @param others receives the user_data of completions that belong to no wait
     */
    void reap(ArrayDeque<PolledWait> ended, LongConsumer others) {
        CompletionQueue completions = ring.completions();
        int available = completions.available();
        for (int i = 0; i < available; i++) {
            long userData = completions.userData(i);
            int result = completions.result(i);
            if (UserData.isEntry(userData)) {
                PolledWait wait = wait(UserData.slot(userData));
                load--;
                wait.tally.entry(form, UserData.entry(userData), result, surplusOf(wait));
                progressed(wait, ended);
            } else if (UserData.isTimer(userData)) {
                PolledWait wait = wait(UserData.timerSlot(userData));
                wait.tally.timer(result);
                progressed(wait, ended);
            } else {
                others.accept(userData);
            }
        }
        completions.consume(available);
    }

    int outcome(PolledWait wait, SurplusWakes surplus) {
        return wait.tally.outcome(form, wait.set, surplus);
    }

    /** Adds every wait that has not ended, when the ring cannot be used any more. */
    void abandon(ArrayDeque<PolledWait> abandoned) {
        for (PolledWait wait : waits) {
            if (wait != null) {
                abandoned.add(wait);
            }
        }
    }

    @Override
    public void close() {
        ring.close();
        arena.close();
    }

    private void progressed(PolledWait wait, ArrayDeque<PolledWait> ended) {
        if (wait.tally.pending() > 0) {
            cancelRest(wait);
            return;
        }
        waits[wait.slot] = null;
        if (freed == free.length) {
            free = Arrays.copyOf(free, 2 * freed);
        }
        free[freed++] = wait.slot;
        ended.add(wait);
    }

    private SurplusWakes surplusOf(PolledWait wait) {
        if (wait.surplus == null) {
            if (!wait.tally.hasWoken()) {
                return none;
            }
            wait.surplus = new SurplusWakes();
        }
        return wait.surplus;
    }

    private PolledWait wait(int slot) {
        return Objects.requireNonNull(waits[slot], "a completion for a wait that has ended");
    }

    private int newSlot() {
        if (used == waits.length) {
            waits = Arrays.copyOf(waits, 2 * used);
        }
        return used++;
    }
}
