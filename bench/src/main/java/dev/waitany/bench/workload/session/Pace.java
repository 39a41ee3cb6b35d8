/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.workload.session;

import dev.waitany.bench.measure.Placement;
import java.util.concurrent.locks.LockSupport;

/**
 * Lets a driver act at intended times. It spins on its own CPU, so it is not late. Where it shares
 * the waiters' CPU it sleeps, and is late by the timer slack.
 */
public final class Pace {
    private final boolean sleeps;

    /** Creates a pace for a driver that is placed like this. */
    public Pace(Placement placement) {
        this.sleeps = placement.isShared();
    }

    /** Returns at a time of nanoTime, or at once if it has passed. */
    public void until(long time) {
        for (long left = time - System.nanoTime(); left > 0; left = time - System.nanoTime()) {
            if (sleeps) {
                LockSupport.parkNanos(this, left);
            } else {
                Thread.onSpinWait();
            }
        }
    }
}
