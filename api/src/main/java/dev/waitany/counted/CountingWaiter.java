/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.counted;

import static dev.waitany.access.ApiAccess.API;

import dev.waitany.Deadline;
import dev.waitany.WaitSet;
import dev.waitany.spi.SurplusWakes;
import dev.waitany.spi.Waiter;

/** A waiter that counts each of its waits in before it blocks, and out when it has left. */
final class CountingWaiter implements Waiter {
    private final Waiter waiter;

    CountingWaiter(Waiter waiter) {
        this.waiter = waiter;
    }

    @Override
    public int await(WaitSet set, Deadline deadline, SurplusWakes surplus) {
        if (!API.isCounted(set)) {
            return waiter.await(set, deadline, surplus);
        }
        API.countIn(set);
        int outcome;
        try {
            outcome = waiter.await(set, deadline, surplus);
        } catch (Throwable failure) {
            API.countOut(set);
            throw failure;
        }
        try {
            API.countOut(set);
        } catch (Throwable gone) { // late news of memory that is gone; the wake is consumed
            if (outcome >= 0) {
                surplus.add(outcome);
            }
            throw gone;
        }
        return outcome;
    }

    @Override
    public void alert() {
        waiter.alert();
    }

    @Override
    public void close() {
        waiter.close();
    }
}
