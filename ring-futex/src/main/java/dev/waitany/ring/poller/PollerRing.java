/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring.poller;

import dev.waitany.Deadline;
import dev.waitany.FutexWord;
import dev.waitany.WaitSet;
import dev.waitany.ring.entries.EntryForm;
import dev.waitany.ring.entries.UserData;
import dev.waitany.ring.uring.AddressWake;
import dev.waitany.ring.uring.CompletionQueue;
import dev.waitany.ring.uring.Ring;
import dev.waitany.ring.uring.RingTimer;
import dev.waitany.spi.SurplusWakes;
import java.lang.foreign.Arena;
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
    private int active; // waits with pending entries, a timer included

    /**
     * @param number the ring's number among the poller's rings
     * @param ring a ring of {@link #QUEUE} entries; {@link #close} closes it
     */
    private PollerRing(int number, Ring ring, Function<Arena, EntryForm> form) {
        this.number = number;
        this.ring = ring;
        this.form = form.apply(arena);
    }

    /** Makes a poller ring of a ring, which is closed if that fails. */
    static PollerRing of(int number, Ring ring, Function<Arena, EntryForm> form) {
        try {
            return new PollerRing(number, ring, form);
        } catch (Throwable failure) {
            ring.close();
            throw failure;
        }
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

    /**
     * Begins a wait. If that is refused half-way, the wait notes the failure, and the entries that
     * were added are cancelled: the wait ends when they have completed. If no entry was added, this
     * throws, and the wait is not pending.
     */
    void begin(PolledWait wait) {
        int slot = freeSlot();
        int before = ring.submissions().filled();
        int entries = form.entries(wait.set);
        wait.tally.begin(entries);
        try {
            form.submit(ring, wait.set, UserData.firstEntry(slot));
            if (timer.start(ring, wait.deadline, UserData.timer(slot))) {
                wait.tally.expectOneMore();
            }
        } catch (Throwable refused) {
            int added = ring.submissions().filled() - before;
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
        takeSlot(slot, wait);
        load += entries;
        active++;
    }

    /** Cancels the wait's pending entries. Their completions follow, and are counted. */
    void cancelRest(PolledWait wait) {
        if (wait.stopping) {
            return;
        }
        wait.toStop = true; // repeated if the following throws
        int entries = form.entries(wait.set);
        if (entries > 1 && isAlone()) {
            ring.reserve();
            ring.submissions().cancelEverything(UserData.CANCEL); // one walk; includes the timer
            wait.stopping = true;
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
        wait.stopping = true;
    }

    /**
     * Tells whether one wait has the ring to itself. Other waits must stay on their words when it
     * ends. So must the doorbell and the polls of other rings, which are on the first ring.
     */
    private boolean isAlone() {
        return active == 1 && number != 0;
    }

    /**
     * Cancels the waits that are to stop and whose cancel was refused, or whose arena is closed.
     */
    void stopAgain() {
        for (int slot = 0; slot < used; slot++) {
            PolledWait wait = waits[slot];
            if (wait != null && !wait.stopping) {
                if (wait.failure == null && !isAlive(wait.set)) {
                    wait.failure =
                            new IllegalStateException(
                                    "the arena of a word was closed while a wait was pending on it");
                    wait.toStop = true;
                }
                if (wait.toStop) {
                    cancelRest(wait);
                }
            }
        }
    }

    static boolean isAlive(WaitSet set) {
        for (int i = 0; i < set.size(); i++) {
            if (!set.word(i).segment().scope().isAlive()) {
                return false;
            }
        }
        return true;
    }

    /** Cancels everything that is pending. */
    void cancelAll() {
        ring.reserve();
        ring.submissions().cancelEverything(UserData.CANCEL);
        for (int slot = 0; slot < used; slot++) {
            PolledWait wait = waits[slot];
            if (wait != null) {
                wait.stopping = true;
            }
        }
    }

    /**
     * Reads completions.
     *
     * @param ended receives the waits that have ended
     * @param others receives the user_data of completions that belong to no wait
     */
    void reap(WaitList ended, LongConsumer others) {
        CompletionQueue completions = ring.completions();
        for (int i = completions.available(); i > 0; i--) {
            long userData = completions.userData(0);
            int result = completions.result(0);
            if (UserData.isEntry(userData)) {
                PolledWait wait = wait(UserData.slot(userData));
                SurplusWakes surplus = surplusOf(wait); // if memory has run out, try again later
                completions.consume(1); // from here on the completion is counted, once
                load--;
                wait.tally.entry(form, wait.set, UserData.entry(userData), result, surplus);
                progressed(wait, ended);
            } else if (UserData.isTimer(userData)) {
                PolledWait wait = wait(UserData.timerSlot(userData));
                completions.consume(1);
                wait.tally.timer(result);
                progressed(wait, ended);
            } else {
                completions.consume(1);
                others.accept(userData);
            }
        }
    }

    int outcome(PolledWait wait, SurplusWakes surplus) {
        return wait.tally.outcome(form, wait.set, surplus);
    }

    /** Adds all wakes of a wait that has failed to the surplus. */
    void giveUp(PolledWait wait, SurplusWakes surplus) {
        wait.tally.giveUp(form, wait.set, surplus);
    }

    /**
     * Shuts and closes the ring when it cannot be entered any more. Every wait ends; one of which
     * no wake is known fails.
     */
    void abandon(WaitList ended, Throwable failure) {
        for (int slot = 0; slot < used; slot++) {
            PolledWait wait = waits[slot];
            if (wait != null) {
                wait.stopping = true; // no further cancel is added
                if (wait.failure == null) {
                    wait.failure = failure;
                }
            }
        }
        try {
            ring.submissions().withdraw(this::withdrawn);
            ring.shut();
            reap(ended, _ -> {});
            ring.closeShut();
        } finally {
            for (int slot = 0; slot < used; slot++) {
                PolledWait wait = waits[slot];
                if (wait != null) {
                    if (wait.tally.pending() > 0) {
                        wakeAll(wait.set);
                    }
                    leave(wait, ended);
                }
            }
        }
    }

    private void withdrawn(long userData) {
        if (UserData.isEntry(userData)) {
            wait(UserData.slot(userData)).tally.withdrawn();
        } else if (UserData.isTimer(userData)) {
            wait(UserData.timerSlot(userData)).tally.withdrawn();
        }
    }

    /** For a wait whose completions never came: nobody knows which wakes it consumed. */
    private void wakeAll(WaitSet set) {
        for (int i = 0; i < set.size(); i++) {
            AddressWake.wake(set.word(i), form.mostWakes(), set.bitset());
        }
    }

    /**
     * Passes on the wakes of a wait that nobody is told of.
     *
     * @param all whether nobody is told of any; otherwise only the wakes of closed arenas, which
     *     may have been meant for the next owners of the memory
     */
    void passOn(PolledWait wait, int woken, SurplusWakes surplus, boolean all) {
        if (woken >= 0) {
            passOn(wait.set, woken, all);
        }
        for (int i = 0; i < surplus.count(); i++) {
            passOn(wait.set, surplus.get(i), all);
        }
    }

    private void passOn(WaitSet set, int index, boolean all) {
        FutexWord word = set.word(index);
        if (all || !word.segment().scope().isAlive()) {
            AddressWake.wake(word, form.mostWakes(), set.bitset());
        }
    }

    @Override
    public void close() {
        try {
            ring.close();
        } finally {
            arena.close();
        }
    }

    private void progressed(PolledWait wait, WaitList ended) {
        if (wait.tally.pending() == 0) {
            leave(wait, ended);
        } else {
            cancelRest(wait); // if it throws, the loop calls stopAgain
        }
    }

    private void leave(PolledWait wait, WaitList ended) {
        waits[wait.slot] = null;
        free[freed++] = wait.slot;
        active--;
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

    /** Returns a free slot. Its end will need no memory. */
    private int freeSlot() {
        if (freed > 0) {
            return free[freed - 1];
        }
        if (used == waits.length) {
            int[] larger = Arrays.copyOf(free, 2 * used);
            waits = Arrays.copyOf(waits, 2 * used);
            free = larger;
        }
        return used;
    }

    private void takeSlot(int slot, PolledWait wait) {
        if (freed > 0) {
            freed--;
        } else {
            used++;
        }
        waits[slot] = wait;
        wait.enter(this, slot);
    }
}
