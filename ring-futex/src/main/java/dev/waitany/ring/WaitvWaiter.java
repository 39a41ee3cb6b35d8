/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring;

import dev.waitany.Deadline;
import dev.waitany.Sharing;
import dev.waitany.WaitSet;
import dev.waitany.linux.Errno;
import dev.waitany.linux.Futex;
import dev.waitany.linux.Guards;
import dev.waitany.linux.WaitvArray;
import dev.waitany.spi.Outcome;
import dev.waitany.spi.Swallowed;
import dev.waitany.spi.Waiter;
import java.lang.foreign.Arena;
import org.jspecify.annotations.Nullable;

/**
 * One vectored wait, cancelled when something else ends the waiting.
 *
 * <p>The kernel tells one index. Other wakes that it counted meanwhile are inferred from changed
 * values; and below 7.1 a cancelled wait may have counted some too, between the cancel and its
 * completion. So the changed words are surplus after either end. The ring makes completions as soon
 * as it can: until then (below 7.1) the wait's words swallow wakes.
 */
final class WaitvWaiter implements Waiter {
    private static final int ENTRIES = 4;
    private static final int NOT_COMPLETED = Integer.MIN_VALUE;

    private final Arena arena = Arena.ofShared();
    private final Ring ring = Ring.open(ENTRIES, RingMode.PROMPT);
    private final WaitBounds bounds = new WaitBounds(ring, arena);
    private final WaitvArray array = new WaitvArray(arena, Futex.WAITV_MAX);
    private @Nullable WaitSet prepared; // the set whose addresses the array holds
    private Guards guards = Guards.NONE;

    // Of the wait under way.
    private int pending;
    private int result;
    private boolean timerRang;

    @Override
    public int await(WaitSet set, Deadline deadline, Swallowed swallowed) {
        if (set != prepared) {
            prepare(set);
        }
        for (int i = 0; i < set.size(); i++) {
            array.expect(i, set.expected(i));
        }
        result = NOT_COMPLETED;
        timerRang = false;
        pending = bounds.startTimer(deadline) ? 2 : 1;
        ring.submissions().futexWaitv(array.segment().address(), set.size(), UserData.WAITV);
        WaitBounds.End end = bounds.block(deadline, guards);
        reap();
        cancelRest();
        if (result >= 0) {
            swallowed.addChanged(set, result);
            return result;
        }
        if (result == -Errno.EAGAIN) {
            return Outcome.CHANGED;
        }
        if (result != -Errno.ECANCELED) {
            throw new IllegalStateException("io_uring FUTEX_WAITV: " + Errno.name(result));
        }
        swallowed.addChanged(set, -1);
        return timerRang || end == WaitBounds.End.PASSED ? Outcome.TIMED_OUT : Outcome.ALERTED;
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

    private void prepare(WaitSet set) {
        for (int i = 0; i < set.size(); i++) {
            array.word(i, set.word(i).address(), set.word(i).sharing() == Sharing.SHARED);
        }
        guards = WaitBounds.guardsOf(set);
        prepared = set;
    }

    /** The wait's own completion decides, whatever the cancel says. */
    private void cancelRest() {
        if (pending == 0) {
            return;
        }
        ring.submissions().cancelEverything();
        pending++;
        while (pending > 0) {
            ring.enter(pending, Ring.FOREVER, Guards.NONE);
            reap();
        }
    }

    private void reap() {
        CompletionQueue completions = ring.completions();
        int available = completions.available();
        for (int i = 0; i < available; i++) {
            if (completions.userData(i) == UserData.WAITV) {
                result = completions.result(i);
            } else if (completions.userData(i) == UserData.TIMER) {
                timerRang |= completions.result(i) == -Errno.ETIME;
            }
        }
        completions.consume(available);
        pending -= available;
    }
}
