/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring;

import dev.waitany.Deadline;
import dev.waitany.WaitSet;
import dev.waitany.linux.Guards;
import dev.waitany.spi.StrategyAccess;
import dev.waitany.spi.SurplusWakes;
import dev.waitany.spi.Waiter;
import java.lang.foreign.Arena;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A thread's own ring: the entries of one wait at a time, and when one has ended a cancel of all
 * others.
 */
final class RingWaiter implements Waiter {
    /** Room in the first ring: few entries take little of the memory that a user may lock. */
    private static final int FIRST_ROOM = 16;

    private static final int SPARE = 2; // a timer, and a cancel

    private final Arena arena = Arena.ofShared();
    private final RingMode mode;
    private final EntryForm form;
    private final WaitBounds bounds;
    private final Verdict verdict = new Verdict();
    private Ring ring;
    private int room = FIRST_ROOM;
    private int most;
    private @Nullable WaitSet guarded; // the set that the guards are of
    private int generation; // of its words
    private Guards guards = Guards.NONE;

    /**
     * @param most room to which the ring grows with the sets; larger sets take more submissions
     */
    RingWaiter(int most, RingMode mode, Function<Arena, EntryForm> form) {
        this.most = most;
        this.mode = mode;
        this.ring = Ring.openPatiently(room, mode);
        this.form = form.apply(arena);
        this.bounds = new WaitBounds(ring, arena);
    }

    @Override
    public int await(WaitSet set, Deadline deadline, SurplusWakes swallowed) {
        if (set != guarded || StrategyAccess.generation(set) != generation) {
            guards = WaitBounds.guardsOf(set);
            guarded = set;
            generation = StrategyAccess.generation(set);
            makeRoom(form.entries(set) + SPARE);
        }
        verdict.begin(form.entries(set));
        if (bounds.startTimer(deadline)) {
            verdict.expectOneMore();
        }
        form.submit(ring, set, 0);
        if (bounds.block(deadline, guards) == WaitBounds.End.PASSED) {
            verdict.pass();
        }
        reap(swallowed);
        cancelRest(swallowed);
        return verdict.outcome(form, set, swallowed);
    }

    @Override
    public void alert() {
        bounds.alert();
    }

    @Override
    public void close() {
        ring.close();
        arena.close();
    }

    /**
     * Where the kernel refuses a larger ring, the one there is does as well, in more submissions.
     */
    private void makeRoom(int entries) {
        if (entries <= room || room >= most) {
            return;
        }
        int wanted = Math.min(most, 2 * Integer.highestOneBit(entries - 1));
        try {
            Ring larger = Ring.openPatiently(wanted, mode);
            ring.close();
            ring = larger;
            bounds.use(larger);
            room = wanted;
        } catch (RingRefusedException refused) {
            most = room;
        }
    }

    /** Not alertable: it ends by itself, and the words are the kernel's until it has. */
    private void cancelRest(SurplusWakes swallowed) {
        if (verdict.pending() == 0) {
            return;
        }
        ring.reserve();
        ring.submissions().cancelEverything();
        verdict.expectOneMore();
        while (verdict.pending() > 0) {
            ring.enter(verdict.pending(), Ring.FOREVER, Guards.NONE);
            reap(swallowed);
        }
    }

    private void reap(SurplusWakes swallowed) {
        CompletionQueue completions = ring.completions();
        int available = completions.available();
        for (int i = 0; i < available; i++) {
            long userData = completions.userData(i);
            int result = completions.result(i);
            if (UserData.isEntry(userData)) {
                verdict.entry(form, (int) userData, result, swallowed);
            } else if (userData == UserData.TIMER) {
                verdict.timer(result);
            } else {
                verdict.cancel();
            }
        }
        completions.consume(available);
    }
}
