/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.tck;

import dev.waitany.Capabilities;
import dev.waitany.Deadline;
import dev.waitany.WaitSet;
import dev.waitany.spi.Backend;
import dev.waitany.spi.Outcome;
import dev.waitany.spi.SurplusWakes;
import dev.waitany.spi.Waiter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;

/** A strategy that is sound, except that a wake of one wait takes the others off their words. */
final class DisturbingBackend implements Backend {
    private final Backend sound = new PlainBackend(Fault.NONE);
    private final List<Waiter> waiters = new CopyOnWriteArrayList<>();

    @Override
    public Capabilities capabilities() {
        return sound.capabilities();
    }

    @Override
    public Waiter newWaiter() {
        Waiter waiter = new DisturbingWaiter(sound.newWaiter());
        waiters.add(waiter);
        return waiter;
    }

    @Override
    public void close() {
        sound.close();
    }

    private final class DisturbingWaiter implements Waiter {
        private final Waiter own;

        DisturbingWaiter(Waiter own) {
            this.own = own;
        }

        @Override
        public int await(WaitSet set, Deadline deadline, SurplusWakes surplus) {
            int outcome = own.await(set, deadline, surplus);
            if (outcome >= 0) {
                waiters.stream().filter(each -> each != this).forEach(Waiter::alert);
            } else if (outcome == Outcome.ALERTED) {
                LockSupport.parkNanos(Duration.ofMillis(1).toNanos()); // so that a look sees it
            }
            return outcome;
        }

        @Override
        public void alert() {
            own.alert();
        }

        @Override
        public void close() {
            waiters.remove(this);
            own.close();
        }
    }
}
