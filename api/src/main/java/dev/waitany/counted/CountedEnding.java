/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.counted;

import static dev.waitany.access.ApiAccess.API;

import dev.waitany.WaitSet;
import dev.waitany.spi.PendingWaits;
import dev.waitany.spi.SurplusWakes;

/**
 * Counts a pending wait out when it has ended, once.
 *
 * <p>The wait is off its words when an end is told. It is counted out before the engine hears of
 * the end, because the set may have another user afterwards. If the engine lets the wait go on, it
 * is counted in again, and only then do its words come back to the kernel.
 *
 * <p>The thread that begins the wait uses this until the wait has begun, then the one that tells
 * the end. If the wait does not begin, no end is told.
 */
final class CountedEnding implements PendingWaits.Ending {
    private final WaitSet set;
    private final PendingWaits.Ending ending;
    private boolean counted;

    CountedEnding(WaitSet set, PendingWaits.Ending ending) {
        this.set = set;
        this.ending = ending;
    }

    /** Counts the wait in. */
    void begin() {
        API.countIn(set);
        counted = true;
    }

    /** Counts the wait out, unless that was done. */
    void end() {
        if (counted) {
            counted = false;
            API.countOut(set);
        }
    }

    @Override
    public boolean ended(int outcome, SurplusWakes surplus) {
        end();
        boolean over = ending.ended(outcome, surplus);
        if (!over) {
            begin();
        }
        return over;
    }

    @Override
    public void failed(Throwable failure, SurplusWakes consumed) {
        end();
        ending.failed(failure, consumed);
    }

    @Override
    public void failed(Throwable failure) { // apart from the other: it needs no memory
        end();
        ending.failed(failure);
    }
}
