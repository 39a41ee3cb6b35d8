/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring;

import dev.waitany.Deadline;
import dev.waitany.WaitSet;
import dev.waitany.linux.Timespec;
import dev.waitany.spi.SurplusWakes;
import java.lang.foreign.Arena;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * One ring of a poller, and the waits that are pending on it. For the poller's thread.
 *
 * <p>A cancel walks the list of all futex waits of its ring (io_uring/cancel.c, io_cancel_remove),
 * so a ring takes no more than {@link #ROOM} of them, as a rule, and a poller has many rings.
 */
final class Shard implements AutoCloseable {
    /** Pending entries up to which further waits are put here. */
    static final int ROOM = 128;

    /** Submission entries. */
    static final int QUEUE = 64;

    private final int number;
    private final Arena arena = Arena.ofShared();
    private final Ring ring;
    private final EntryForm form;
    private final Timespec timerPoint = new Timespec(arena);
    private final SurplusWakes none =
            new SurplusWakes(); // stays empty: for waits with no second wake
    private @Nullable PolledWait[] waits = new PolledWait[16];
    private int[] free = new int[16]; // slots that were used and are not now
    private int freed;
    private int used; // slots that have ever been used
    private int load; // pending entries

    /**
     * @param number its place among the poller's rings
     * @param ring of {@link #QUEUE} entries; closed with this
     */
    Shard(int number, Ring ring, Function<Arena, EntryForm> form) {
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

    /** How many entries are pending. */
    int load() {
        return load;
    }

    /** Whether entries wait for submission. */
    boolean isDirty() {
        return ring.submissions().pending() > 0;
    }

    void begin(PolledWait wait) {
        int slot = freed > 0 ? free[--freed] : newSlot();
        waits[slot] = wait;
        wait.enter(this, slot);
        int entries = form.entries(wait.set);
        wait.verdict.begin(entries);
        load += entries;
        form.submit(ring, wait.set, UserData.firstEntry(slot));
        if (wait.deadline.kind() == Deadline.Kind.REALTIME) {
            ring.reserve();
            long point = timerPoint.set(wait.deadline.nanos()).segment().address();
            ring.submissions().realtimeTimer(point, UserData.timer(slot));
            ring.submit(); // the kernel copies the point, and the next timer's may take its place
            wait.verdict.expectOneMore();
        }
    }

    /** Cancels what is pending of a wait; its completions come. */
    void cancelRest(PolledWait wait) {
        if (wait.stopping) {
            return;
        }
        wait.stopping = true;
        int entries = form.entries(wait.set);
        if (entries > 1 && entries >= load) {
            ring.reserve();
            ring.submissions().cancelEverything(); // one walk; the timer goes too
            return;
        }
        long first = UserData.firstEntry(wait.slot);
        for (int i = 0; i < entries; i++) {
            ring.reserve();
            ring.submissions().cancelSilently(first + i);
        }
        if (wait.deadline.kind() == Deadline.Kind.REALTIME) {
            ring.reserve();
            ring.submissions().cancelSilently(UserData.timer(wait.slot));
        }
    }

    /** Cancels all that is pending. */
    void cancelAll() {
        for (int slot = 0; slot < used; slot++) {
            PolledWait wait = waits[slot];
            if (wait != null) {
                wait.stopping = true;
            }
        }
        ring.reserve();
        ring.submissions().cancelEverything();
    }

    /** Reads completions of waits; those that have ended by them are added to {@code ended}. */
    void reap(ArrayDeque<PolledWait> ended, LongConsumer others) {
        CompletionQueue completions = ring.completions();
        int available = completions.available();
        for (int i = 0; i < available; i++) {
            long userData = completions.userData(i);
            int result = completions.result(i);
            if (UserData.isEntry(userData)) {
                PolledWait wait = wait(UserData.slot(userData));
                load--;
                wait.verdict.entry(form, UserData.entry(userData), result, swallowedOf(wait));
                progressed(wait, ended);
            } else if (UserData.isTimer(userData)) {
                PolledWait wait = wait(UserData.timerSlot(userData));
                wait.verdict.timer(result);
                progressed(wait, ended);
            } else {
                others.accept(userData);
            }
        }
        completions.consume(available);
    }

    int outcome(PolledWait wait, SurplusWakes swallowed) {
        return wait.verdict.outcome(form, wait.set, swallowed);
    }

    /** Every wait that has not ended, when the ring is of no use any more. */
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
        if (wait.verdict.pending() > 0) {
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

    private SurplusWakes swallowedOf(PolledWait wait) {
        if (wait.swallowed == null) {
            if (!wait.verdict.hasWoken()) {
                return none;
            }
            wait.swallowed = new SurplusWakes();
        }
        return wait.swallowed;
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
