/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.tck;

import dev.waitany.Deadline;
import dev.waitany.WaitSet;
import dev.waitany.spi.Outcome;
import dev.waitany.spi.SurplusWakes;
import dev.waitany.spi.Waiter;

/** A waiter that looks at the words at its deadline. If that fails, it cannot wait any more. */
final class PoisonedByAnError implements Waiter {
    private final Waiter sound;
    private boolean poisoned;

    PoisonedByAnError(Waiter sound) {
        this.sound = sound;
    }

    @Override
    public int await(WaitSet set, Deadline deadline, SurplusWakes surplus) {
        if (poisoned) {
            Fault.parkForever();
        }
        int outcome = sound.await(set, deadline, surplus);
        poisoned = true;
        if (outcome == Outcome.TIMED_OUT && set.firstChanged() >= 0) {
            outcome = Outcome.CHANGED;
        }
        poisoned = false;
        return outcome;
    }

    @Override
    public void alert() {
        sound.alert();
    }

    @Override
    public void close() {
        sound.close();
    }
}
