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
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * One ring of a poller, and the waits that are pending on it. Used by the poller's thread only.
 *
 * <p>A ring normally takes as many entries as its {@link PollerTuning} has room for, and a poller
 * has several rings.
 */
final class PollerRing extends WatchedRing {
    private final Arena arena = Arena.ofShared();
    private final EntryForm form;
    private final RingTimer timer;
    private final SurplusWakes none =
            new SurplusWakes(); // stays empty: for waits without a second wake
    private final Slots<PolledWait> waits = new Slots<>();
    private final int room;
    private int load; // pending entries
    private boolean exclusive; // taken by one large wait
    boolean listed; // among those that may have room; used by WaitRings
    private @Nullable WaitRings family; // to be told of waits that begin and leave

    private PollerRing(int number, Ring ring, PollerRingFactory factory) {
        super(number, ring);
        this.room = factory.tuning().room();
        try {
            this.form = factory.entries().apply(arena);
            this.timer = new RingTimer(arena);
        } catch (Throwable failure) {
            arena.close();
            throw failure;
        }
    }

    /**
     * Makes a poller ring of a ring, which is closed if that fails.
     *
     * @param factory tells the form and the number of its entries
     */
    static PollerRing of(int number, Ring ring, PollerRingFactory factory) {
        try {
            return new PollerRing(number, ring, factory);
        } catch (Throwable failure) {
            ring.close();
            throw failure;
        }
    }

    int entries(WaitSet set) {
        return form.entries(set);
    }

    void adoptedBy(WaitRings rings) {
        family = rings;
    }

    /** Returns the number of pending entries. */
    int load() {
        return load;
    }

    /** Tells whether a wait of so many entries may come. */
    boolean hasRoom(int entries) {
        if (load == 0) {
            exclusive = false;
        }
        return !exclusive && load + entries <= room;
    }

    /** Keeps other waits away until the ring has none. */
    PollerRing reserved() {
        exclusive = true;
        return this;
    }

    /**
     * Begins a wait. If that is refused half-way, the wait notes the failure, and the entries that
     * were added are cancelled: the wait ends when they have completed. If no entry was added, this
     * throws, and the wait is not pending.
     */
    void begin(PolledWait wait) {
        int slot = waits.next();
        int before = ring().submissions().filled();
        int entries = form.entries(wait.set);
        wait.tally.begin(entries);
        try {
            form.submit(ring(), wait.set, UserData.firstEntry(slot));
            if (timer.start(ring(), wait.deadline, UserData.timer(slot))) {
                wait.tally.expectOneMore();
            }
        } catch (Throwable refused) {
            int added = ring().submissions().filled() - before;
            if (added == 0) {
                throw refused;
            }
            wait.failure = refused;
            wait.toStop = true;
            entries = Math.min(added, entries);
            wait.tally.begin(entries);
            if (added > entries) {
                wait.tally.expectOneMore();
            }
        }
        waits.take(slot, wait);
        wait.enter(this, slot);
        load += entries;
        if (family != null) {
            family.began(wait.set.size());
        }
    }

    /** Cancels the wait's pending entries. Their completions follow, and are counted. */
    void cancelRest(PolledWait wait) {
        if (wait.stopping) {
            return;
        }
        wait.toStop = true; // repeated if the following throws
        int entries = form.entries(wait.set);
        if (entries > 1 && isAlone()) {
            ring().reserve();
            ring().submissions().cancelEverything(UserData.CANCEL); // one walk; includes the timer
            wait.stopping = true;
            return;
        }
        long first = UserData.firstEntry(wait.slot);
        for (int i = 0; i < entries; i++) {
            ring().reserve();
            ring().submissions().cancelSilently(first + i, UserData.CANCEL);
        }
        if (wait.deadline.kind() == Deadline.Kind.REALTIME) {
            ring().reserve();
            ring().submissions().cancelSilently(UserData.timer(wait.slot), UserData.CANCEL);
        }
        wait.stopping = true;
    }

    /**
     * Tells whether one wait has the ring to itself. Other waits must stay on their words when it
     * ends. So must the doorbell and the polls of other rings, which are on the first ring.
     */
    private boolean isAlone() {
        return waits.count() == 1 && number() != 0;
    }

    /**
     * Cancels the waits that are to stop and whose cancel was refused, or whose arena is closed.
     */
    @Override
    void stopAgain() {
        for (int slot = 0; slot < waits.end(); slot++) {
            PolledWait wait = waits.at(slot);
            if (wait != null && !wait.stopping) {
                wait.stopIfClosed();
                if (wait.toStop) {
                    cancelRest(wait);
                }
            }
        }
    }

    @Override
    void cancelAll() {
        ring().reserve();
        ring().submissions().cancelEverything(UserData.CANCEL);
        for (int slot = 0; slot < waits.end(); slot++) {
            PolledWait wait = waits.at(slot);
            if (wait != null) {
                wait.stopping = true;
            }
        }
    }

    @Override
    void reap(ItemList<PolledWait> ended, LongConsumer others) {
        CompletionQueue completions = ring().completions();
        for (int i = completions.available(); i > 0; i--) {
            long userData = completions.userData(0);
            int result = completions.result(0);
            if (UserData.isEntry(userData)) {
                PolledWait wait = waits.get(UserData.slot(userData));
                SurplusWakes surplus = surplusOf(wait); // if memory has run out, try again later
                completions.consume(1); // from here on the completion is counted, once
                load--;
                wait.tally.entry(form, wait.set, UserData.entry(userData), result, surplus);
                progressed(wait, ended);
            } else if (UserData.isTimer(userData)) {
                PolledWait wait = waits.get(UserData.timerSlot(userData));
                completions.consume(1);
                wait.tally.timer(result);
                progressed(wait, ended);
            } else {
                completions.consume(1);
                others.accept(userData);
            }
        }
    }

    EntryForm form() {
        return form;
    }

    /** Every wait ends; one of which no wake is known fails. */
    @Override
    void abandon(ItemList<PolledWait> ended, Throwable failure) {
        for (int slot = 0; slot < waits.end(); slot++) {
            PolledWait wait = waits.at(slot);
            if (wait != null) {
                wait.stopping = true; // no further cancel is added
                if (wait.failure == null) {
                    wait.failure = failure;
                }
            }
        }
        try {
            shutAndReap(ended);
        } finally {
            for (int slot = 0; slot < waits.end(); slot++) {
                PolledWait wait = waits.at(slot);
                if (wait != null) {
                    if (wait.tally.pending() > 0) {
                        wait.wakeAll(form);
                    }
                    leave(wait, ended);
                }
            }
        }
    }

    @Override
    void withdrawn(long userData) {
        if (UserData.isEntry(userData)) {
            waits.get(UserData.slot(userData)).tally.withdrawn();
        } else if (UserData.isTimer(userData)) {
            waits.get(UserData.timerSlot(userData)).tally.withdrawn();
        }
    }

    @Override
    public void close() {
        try {
            super.close();
        } finally {
            arena.close();
        }
    }

    private void progressed(PolledWait wait, ItemList<PolledWait> ended) {
        if (wait.tally.pending() == 0) {
            leave(wait, ended);
        } else {
            cancelRest(wait); // if it throws, the loop calls stopAgain
        }
    }

    private void leave(PolledWait wait, ItemList<PolledWait> ended) {
        waits.leave(wait.slot);
        ended.add(wait);
        if (family != null) {
            family.left(this, wait.set.size());
        }
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
}
