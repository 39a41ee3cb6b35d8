/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.engine;

import dev.waitany.spi.PendingWaits;
import dev.waitany.spi.SurplusWakes;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * One wait that another thread performs while its owner, a virtual thread, is parked.
 *
 * <p>The other thread writes the outcome, the surplus wakes and the failure, and then {@code
 * ended}, which is volatile, and unparks the owner. The owner reads {@code ended} before each park.
 * So the end is not missed, and the owner sees all that was written before it.
 */
final class ParkedCall implements PendingWaits.Ending {
    private static final long RETRY_PAUSE = 1_000_000; // ns, until a refused stop is repeated

    private final Thread owner = Thread.currentThread();
    private final SurplusWakes surplus;
    private volatile boolean ended;

    // Written before ended.
    private int outcome;
    private @Nullable Throwable failure;

    /**
     * Makes a call of the calling thread.
     *
     * @param surplus gets the surplus wakes; has room for all words of the set, so that adding them
     *     needs no memory
     */
    ParkedCall(SurplusWakes surplus) {
        this.surplus = surplus;
    }

    /** Returns where the other thread may put surplus wakes itself. */
    SurplusWakes surplus() {
        return surplus;
    }

    @Override
    public boolean ended(int how, SurplusWakes consumed) {
        if (!ended) {
            take(consumed);
            outcome = how;
            end();
        }
        return true;
    }

    @Override
    public void failed(Throwable thrown, SurplusWakes consumed) {
        if (!ended) {
            take(consumed);
            consumed.clear();
            failure = thrown;
            end();
        }
    }

    @Override
    public void failed(Throwable thrown) { // allocates nothing
        if (!ended) {
            failure = thrown;
            end();
        }
    }

    /** Notes the end of a wait whose surplus wakes are in {@link #surplus()} already. */
    void ended(int how) {
        outcome = how;
        end();
    }

    private void take(SurplusWakes consumed) {
        for (int i = 0; i < consumed.count(); i++) {
            surplus.add(consumed.get(i));
        }
    }

    private void end() {
        ended = true;
        LockSupport.unpark(owner);
    }

    /** Wakes the owner, which looks whether it is to stop the wait. Any thread may call this. */
    void unpark() {
        LockSupport.unpark(owner);
    }

    /**
     * Parks the owner until the wait has ended. If the owner is interrupted or alerted meanwhile,
     * stops the wait. An interrupt status stays set. If this throws anything, the wait has ended,
     * and the surplus wakes contain all that it consumed.
     *
     * @param alerts taken before each look at the end
     * @param wait the wait that was begun
     * @return the outcome
     */
    int join(Alerts alerts, PendingWaits.Pending wait) {
        try {
            awaitEnd(alerts, wait);
        } catch (Throwable unread) { // such as an overflow of the stack
            abandon(wait);
            throw unread;
        }
        if (failure != null) {
            throw Thrown.unchecked(failure);
        }
        return outcome;
    }

    private void abandon(PendingWaits.Pending wait) {
        wait.cancel();
        while (!ended) {
            Thread.onSpinWait(); // parking has failed, and the other thread needs microseconds
        }
        if (failure == null && outcome >= 0) {
            surplus.add(outcome);
        }
    }

    private void awaitEnd(Alerts alerts, PendingWaits.Pending wait) {
        boolean interrupted = false;
        boolean stopped = false;
        while (!ended) {
            interrupted |= Thread.interrupted();
            boolean refused = false;
            if (!stopped && (alerts.take() || interrupted)) {
                try {
                    wait.cancel();
                    stopped = true;
                } catch (Throwable again) { // no memory: the wait is pending, and must be awaited
                    alerts.give();
                    refused = true;
                }
            }
            if (refused) {
                LockSupport.parkNanos(this, RETRY_PAUSE);
            } else if (!ended) {
                LockSupport.park(this);
            }
        }
        if (interrupted) {
            owner.interrupt();
        }
    }

    /** The alerts of the owner's waiter. */
    interface Alerts {
        boolean take();

        void give();
    }
}
