/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring;

import dev.waitany.Deadline;
import dev.waitany.FutexWord;
import dev.waitany.Sharing;
import dev.waitany.WaitSet;
import dev.waitany.linux.Errno;
import dev.waitany.linux.FutexFlags;
import dev.waitany.linux.Guards;
import dev.waitany.spi.Outcome;
import dev.waitany.spi.Swallowed;
import dev.waitany.spi.Waiter;
import java.lang.foreign.Arena;
import org.jspecify.annotations.Nullable;

/**
 * A wait per word, and when one has ended a cancel of all others.
 *
 * <p>Each wait is queued on its word by itself, and wake and cancel race for it under the kernel's
 * lock: it completes once, with 0 (whoever woke it counted it) or ECANCELED (nobody did). So when
 * all have completed, every counted wake is known. The first one in the order of completion is
 * reported, the others are surplus.
 */
final class CancelWaiter implements Waiter {
    private static final int ENTRIES = 256;
    private static final int NONE = -1;

    private final Arena arena = Arena.ofShared();
    private final Ring ring = Ring.open(ENTRIES, RingMode.DEFERRED);
    private final WaitBounds bounds = new WaitBounds(ring, arena);
    private @Nullable WaitSet guarded; // the set that the guards are of
    private Guards guards = Guards.NONE;

    // Of the wait under way.
    private int pending; // entries that have not completed
    private int woken;
    private int changed;
    private boolean timerRang;
    private int failure;

    @Override
    public int await(WaitSet set, Deadline deadline, Swallowed swallowed) {
        if (set != guarded) {
            guards = WaitBounds.guardsOf(set);
            guarded = set;
        }
        pending = 0;
        woken = NONE;
        changed = NONE;
        timerRang = false;
        failure = 0;
        submitAll(set, deadline);
        WaitBounds.End end = bounds.block(deadline, guards);
        reap(swallowed);
        cancelRest(swallowed);
        if (failure != 0) {
            throw new IllegalStateException("io_uring FUTEX_WAIT: " + Errno.name(failure));
        }
        if (woken != NONE) {
            return woken;
        }
        if (changed != NONE) {
            return Outcome.changed(changed);
        }
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

    private void submitAll(WaitSet set, Deadline deadline) {
        SubmissionQueue submissions = ring.submissions();
        if (bounds.startTimer(deadline)) {
            pending++;
        }
        for (int i = 0; i < set.size(); i++) {
            ring.reserve();
            FutexWord word = set.word(i);
            int flags = FutexFlags.of(word.sharing() == Sharing.SHARED);
            submissions.futexWait(word.address(), set.expected(i), set.bitset(), flags, i);
            pending++;
        }
    }

    /**
     * The cancel is not alertable: it ends by itself, and the words are the kernel's until it has.
     */
    private void cancelRest(Swallowed swallowed) {
        if (pending == 0) {
            return;
        }
        ring.reserve();
        ring.submissions().cancelEverything();
        pending++;
        while (pending > 0) {
            ring.enter(pending, Ring.FOREVER, Guards.NONE);
            reap(swallowed);
        }
    }

    private void reap(Swallowed swallowed) {
        CompletionQueue completions = ring.completions();
        int available = completions.available();
        for (int i = 0; i < available; i++) {
            completed(completions.userData(i), completions.result(i), swallowed);
        }
        completions.consume(available);
        pending -= available;
    }

    private void completed(long userData, int result, Swallowed swallowed) {
        if (userData == UserData.TIMER) {
            timerRang |= result == -Errno.ETIME;
            return;
        }
        if (!UserData.isWord(userData)) {
            return; // the cancel's own result is no count: the completions are
        }
        int index = (int) userData;
        if (result == 0) {
            if (woken == NONE) {
                woken = index;
            } else {
                swallowed.add(index);
            }
        } else if (result == -Errno.EAGAIN) {
            changed = changed == NONE ? index : Math.min(changed, index);
        } else if (result != -Errno.ECANCELED) {
            failure = -result;
        }
    }
}
