/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring.strategy;

import dev.waitany.Deadline;
import dev.waitany.FutexWord;
import dev.waitany.WaitSet;
import dev.waitany.linux.Guards;
import dev.waitany.linux.StackRoom;
import dev.waitany.ring.entries.CompletionTally;
import dev.waitany.ring.entries.EntryForm;
import dev.waitany.ring.entries.UserData;
import dev.waitany.ring.uring.AddressWake;
import dev.waitany.ring.uring.AlertableWait;
import dev.waitany.ring.uring.CompletionQueue;
import dev.waitany.ring.uring.Ring;
import dev.waitany.ring.uring.RingCalls;
import dev.waitany.ring.uring.RingMode;
import dev.waitany.ring.uring.RingRefusedException;
import dev.waitany.ring.uring.RingRescue;
import dev.waitany.ring.uring.RingTimer;
import dev.waitany.spi.StrategyAccess;
import dev.waitany.spi.SurplusWakes;
import dev.waitany.spi.Waiter;
import java.lang.foreign.Arena;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A thread's ring, with the entries of one wait at a time.
 *
 * <p>A wait submits its entries and blocks until a completion, the deadline, or an alert. Then it
 * cancels the entries that are left and drains their completions. When {@link #await} returns, the
 * kernel holds none of the words, and the tally has counted every wake.
 */
final class RingWaiter implements Waiter {
    /** Entries of the first ring. It is small, as rings count against the user's locked memory. */
    private static final int FIRST_ROOM = 16;

    private static final int SPARE = 2; // a timer and a cancel

    private final Arena arena = Arena.ofShared();
    private final RingMode mode;
    private final RingCalls calls;
    private final EntryForm form;
    private final AlertableWait wait;
    private final StackRoom stack = new StackRoom();
    private final RingTimer timer;
    private final CompletionTally tally = new CompletionTally();
    private final Runnable reap = this::reap;
    private Ring ring; // shut if it failed: the next wait opens another
    private int room = FIRST_ROOM;
    private int mostRoom;
    private @Nullable WaitSet guarded; // the set whose arenas the guards hold
    private int generation; // of that set's words
    private int bitset; // of the wait
    private final Guards.Refilled arenas = new Guards.Refilled();
    private FutexWord[] words = {}; // of that set
    private int count; // of these words
    private @Nullable WaitSet waiting; // the set of the wait that is under way
    private SurplusWakes surplus = new SurplusWakes(); // of that wait

    /**
     * Opens the calling thread's ring.
     *
     * @param mostRoom entries up to which the ring grows with the sets; larger sets are submitted
     *     in several calls
     */
    RingWaiter(int mostRoom, RingMode mode, RingCalls calls, Function<Arena, EntryForm> form) {
        this.mostRoom = mostRoom;
        this.mode = mode;
        this.calls = calls;
        try {
            this.form = form.apply(arena);
            this.timer = new RingTimer(arena);
            this.ring = Ring.openPatiently(room, mode, calls);
        } catch (Throwable failure) {
            arena.close();
            throw failure;
        }
        try {
            this.wait = new AlertableWait(ring);
        } catch (Throwable failure) {
            close();
            throw failure;
        }
    }

    /**
     * A transaction: whatever is thrown between the first submission and the last completion, the
     * kernel holds none of the words afterwards, and the wakes that it counted are in the surplus.
     */
    @Override
    public int await(WaitSet set, Deadline deadline, SurplusWakes surplus) {
        stack.check(); // again: the frames since the first check have used up room
        endInterrupted();
        if (ring.isShut()) {
            reopen();
        }
        if (set != guarded || StrategyAccess.generation(set) != generation) {
            prepareFor(set);
        }
        surplus.reserve(set.size()); // now, as nothing may throw once a wake was consumed
        this.surplus = surplus;
        tally.begin(form.entries(set));
        bitset = set.bitset(); // which may be another one when an interrupted wait is ended
        waiting = set;
        try {
            perform(set, deadline);
        } catch (Throwable failure) {
            giveUp(set);
            throw failure;
        }
        waiting = null;
        return tally.outcome(form, set, surplus);
    }

    @Override
    public void alert() {
        wait.alert();
    }

    @Override
    public void close() {
        WaitSet interrupted = waiting;
        try {
            if (interrupted == null) {
                ring.close();
            } else {
                ring.closeShut();
                wakeAll();
            }
        } finally {
            arena.close();
        }
    }

    private void perform(WaitSet set, Deadline deadline) {
        if (timer.start(ring, deadline, UserData.TIMER)) {
            tally.expectOneMore();
        }
        form.submit(ring, set, 0);
        if (wait.block(deadline, arenas.guards()) == AlertableWait.End.PASSED) {
            tally.pass();
        }
        reap();
        cancelRest();
    }

    /** Takes the set's words from the kernel, and adds the wakes that it counted to the surplus. */
    private void giveUp(WaitSet set) {
        boolean usable = ring.isShut() || RingRescue.rest(ring, UserData.CANCEL, reap);
        if (!usable) {
            try {
                ring.closeShut();
            } finally {
                wakeAll(); // nobody knows which words were woken
            }
        }
        tally.giveUp(form, set, surplus);
        waiting = null;
    }

    /**
     * Ends the thread's last wait if even {@link #giveUp} ended with an exception: a stack that
     * overflowed then has room now. Its set may have been filled with other words since.
     */
    private void endInterrupted() {
        WaitSet interrupted = waiting;
        if (interrupted == null) {
            return;
        }
        surplus = new SurplusWakes(); // the caller's is not valid any more
        if (StrategyAccess.generation(interrupted) == generation) {
            giveUp(interrupted);
            for (int i = 0; i < surplus.count(); i++) {
                wake(surplus.get(i));
            }
        } else {
            ring.closeShut();
            wakeAll();
            waiting = null;
        }
    }

    private void wakeAll() {
        for (int i = 0; i < count; i++) {
            wake(i);
        }
    }

    private void wake(int index) {
        AddressWake.wake(words[index], form.mostWakes(), bitset);
    }

    private void reopen() {
        ring.close();
        ring = Ring.openPatiently(room, mode, calls);
        wait.use(ring);
    }

    private void prepareFor(WaitSet set) {
        guarded = null; // in case this fails half way
        arenas.clear();
        if (words.length < set.size()) {
            words = new FutexWord[set.size()];
        }
        count = set.size();
        for (int i = 0; i < count; i++) {
            words[i] = set.word(i);
            arenas.add(words[i].segment());
        }
        guarded = set;
        generation = StrategyAccess.generation(set);
        makeRoom(form.entries(set) + SPARE);
    }

    /** If the kernel refuses a larger ring, the present one takes more submissions. */
    private void makeRoom(int entries) {
        if (entries <= room || room >= mostRoom) {
            return;
        }
        int wanted = Math.min(mostRoom, 2 * Integer.highestOneBit(entries - 1));
        try {
            Ring larger = Ring.openPatiently(wanted, mode, calls);
            Ring smaller = ring;
            ring = larger;
            wait.use(larger);
            room = wanted;
            smaller.close();
        } catch (RingRefusedException | OutOfMemoryError refused) {
            mostRoom = room;
        }
    }

    /** Not alertable: it ends soon, and until then the kernel holds the words. */
    private void cancelRest() {
        if (tally.pending() == 0) {
            return;
        }
        ring.reserve();
        ring.submissions().cancelEverything(UserData.CANCEL);
        tally.expectOneMore();
        while (tally.pending() > 0) {
            ring.enter(tally.pending(), Ring.FOREVER, Guards.NONE);
            reap();
        }
    }

    private void reap() {
        WaitSet set = Objects.requireNonNull(waiting, "no wait is under way");
        CompletionQueue completions = ring.completions();
        for (int i = completions.available(); i > 0; i--) {
            long userData = completions.userData(0);
            int result = completions.result(0);
            completions.consume(1);
            if (UserData.isEntry(userData)) {
                tally.entry(form, set, (int) userData, result, surplus);
            } else if (userData == UserData.TIMER) {
                tally.timer(result);
            } else {
                tally.cancel();
            }
        }
    }
}
