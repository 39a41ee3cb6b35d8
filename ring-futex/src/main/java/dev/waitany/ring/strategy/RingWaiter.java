/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring.strategy;

import dev.waitany.Deadline;
import dev.waitany.WaitSet;
import dev.waitany.linux.Guards;
import dev.waitany.ring.entries.CompletionTally;
import dev.waitany.ring.entries.EntryForm;
import dev.waitany.ring.entries.UserData;
import dev.waitany.ring.uring.AlertableWait;
import dev.waitany.ring.uring.CompletionQueue;
import dev.waitany.ring.uring.Ring;
import dev.waitany.ring.uring.RingCalls;
import dev.waitany.ring.uring.RingMode;
import dev.waitany.ring.uring.RingRefusedException;
import dev.waitany.ring.uring.RingTimer;
import dev.waitany.spi.StrategyAccess;
import dev.waitany.spi.SurplusWakes;
import dev.waitany.spi.Waiter;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
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
    private final RingTimer timer;
    private final CompletionTally tally = new CompletionTally();
    private Ring ring;
    private int room = FIRST_ROOM;
    private int mostRoom;
    private @Nullable WaitSet guarded; // the set whose arenas the guards hold
    private int generation; // of that set's words
    private Guards guards = Guards.NONE;

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
        this.ring = Ring.openPatiently(room, mode, calls);
        this.form = form.apply(arena);
        this.wait = new AlertableWait(ring);
        this.timer = new RingTimer(arena);
    }

    @Override
    public int await(WaitSet set, Deadline deadline, SurplusWakes surplus) {
        if (set != guarded || StrategyAccess.generation(set) != generation) {
            prepareFor(set);
        }
        tally.begin(form.entries(set));
        if (timer.start(ring, deadline, UserData.TIMER)) {
            tally.expectOneMore();
        }
        form.submit(ring, set, 0);
        if (wait.block(deadline, guards) == AlertableWait.End.PASSED) {
            tally.pass();
        }
        reap(surplus);
        cancelRest(surplus);
        return tally.outcome(form, set, surplus);
    }

    @Override
    public void alert() {
        wait.alert();
    }

    @Override
    public void close() {
        ring.close();
        arena.close();
    }

    private void prepareFor(WaitSet set) {
        MemorySegment[] segments = new MemorySegment[set.size()];
        for (int i = 0; i < segments.length; i++) {
            segments[i] = set.word(i).segment();
        }
        guards = Guards.of(segments);
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
            ring.close();
            ring = larger;
            wait.use(larger);
            room = wanted;
        } catch (RingRefusedException refused) {
            mostRoom = room;
        }
    }

    /** Not alertable: it ends soon, and until then the kernel holds the words. */
    private void cancelRest(SurplusWakes surplus) {
        if (tally.pending() == 0) {
            return;
        }
        ring.reserve();
        ring.submissions().cancelEverything(UserData.CANCEL);
        tally.expectOneMore();
        while (tally.pending() > 0) {
            ring.enter(tally.pending(), Ring.FOREVER, Guards.NONE);
            reap(surplus);
        }
    }

    private void reap(SurplusWakes surplus) {
        CompletionQueue completions = ring.completions();
        int available = completions.available();
        for (int i = 0; i < available; i++) {
            long userData = completions.userData(i);
            int result = completions.result(i);
            if (UserData.isEntry(userData)) {
                tally.entry(form, (int) userData, result, surplus);
            } else if (userData == UserData.TIMER) {
                tally.timer(result);
            } else {
                tally.cancel();
            }
        }
        completions.consume(available);
    }
}
