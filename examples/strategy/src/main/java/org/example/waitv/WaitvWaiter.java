/* SPDX-License-Identifier: Apache-2.0 */
package org.example.waitv;

import dev.waitany.Deadline;
import dev.waitany.WaitSet;
import dev.waitany.spi.CallAlert;
import dev.waitany.spi.Outcome;
import dev.waitany.spi.StrategyAccess;
import dev.waitany.spi.SurplusWakes;
import dev.waitany.spi.Waiter;
import java.lang.foreign.Arena;

/** Blocks one platform thread. Every wait is one futex_waitv(2). */
final class WaitvWaiter implements Waiter {
    private static final int EINTR = 4, EAGAIN = 11, ETIMEDOUT = 110;

    private final Arena arena = Arena.ofShared(); // close() comes from another thread
    private final CallAlert alert = CallAlert.ofCurrentThread();
    private final FutexWaitv call = new FutexWaitv(arena);
    private WaitSet prepared; // the set whose words the call has
    private int generation;

    @Override
    public int await(WaitSet set, Deadline deadline, SurplusWakes surplus) {
        if (set != prepared || StrategyAccess.generation(set) != generation) {
            prepared = null; // if words() throws, they are written again
            call.words(set);
            generation = StrategyAccess.generation(set);
            prepared = set;
        }
        call.expectedValues(set);
        call.deadline(deadline);
        if (!alert.enter()) {
            return Outcome.ALERTED; // an alert came before the call
        }
        int answer;
        try {
            answer = call.await(set.size());
        } finally {
            alert.leave();
        }
        return answer >= 0 ? woken(set, answer, surplus) : notWoken(-answer);
    }

    /** The kernel names one woken word. It may have counted wakes of others. */
    private static int woken(WaitSet set, int index, SurplusWakes surplus) {
        try {
            surplus.addChanged(set, index);
        } catch (IllegalStateException closed) { // an arena, since the call returned
            surplus.add(index); // no result names it, so it is forwarded
            throw closed;
        }
        return index;
    }

    private static int notWoken(int errno) {
        return switch (errno) {
            case EAGAIN -> Outcome.CHANGED; // some word, when it was queued
            case ETIMEDOUT -> Outcome.TIMED_OUT;
            case EINTR -> Outcome.ALERTED;
            default -> throw new IllegalStateException("futex_waitv(2): errno " + errno);
        };
    }

    @Override
    public void alert() {
        alert.alert(); // uses no memory of the arena, so it may come after close()
    }

    @Override
    public void close() {
        arena.close();
    }
}
