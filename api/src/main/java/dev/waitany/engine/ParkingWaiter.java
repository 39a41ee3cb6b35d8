/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.engine;

import dev.waitany.Deadline;
import dev.waitany.WaitSet;
import dev.waitany.spi.PendingWaits;
import dev.waitany.spi.SurplusWakes;
import dev.waitany.spi.Waiter;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The waiter of a virtual thread: it parks its owner while another thread performs the wait. So it
 * occupies no platform thread between two waits.
 *
 * <p>An interrupt of the owner ends a wait with {@code ALERTED}, and the interrupt status stays
 * set.
 */
final class ParkingWaiter implements Waiter, ParkedCall.Alerts {
    /** Begins waits that other threads perform. */
    interface Begin {
        /** Begins a wait. Its end is told to the call, unless this throws. */
        PendingWaits.Pending begin(WaitSet set, Deadline deadline, ParkedCall call);
    }

    private final Begin waits;

    /** Written before the call under way is unparked, which reads it before it parks. */
    private final AtomicBoolean alerted = new AtomicBoolean();

    private volatile @Nullable ParkedCall call;

    ParkingWaiter(Begin waits) {
        this.waits = waits;
    }

    @Override
    public int await(WaitSet set, Deadline deadline, SurplusWakes surplus) {
        ParkedCall begun = new ParkedCall(surplus);
        call = begun; // before the look at alerted
        try {
            return begun.join(this, waits.begin(set, deadline, begun));
        } finally {
            call = null;
        }
    }

    @Override
    public void alert() {
        give();
        ParkedCall underWay = call;
        if (underWay != null) {
            underWay.unpark();
        }
    }

    @Override
    public boolean take() {
        return alerted.get() && alerted.getAndSet(false);
    }

    @Override
    public void give() {
        alerted.set(true);
    }

    @Override
    public void close() {}
}
