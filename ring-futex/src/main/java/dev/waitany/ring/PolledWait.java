/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring;

import dev.waitany.Deadline;
import dev.waitany.WaitSet;
import dev.waitany.spi.PendingWaits;
import dev.waitany.spi.SurplusWakes;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One wait of many on a poller's rings.
 *
 * <p>It comes to the poller by the inbox: to begin, and again if it is cancelled. Its fields are
 * the poller's alone, except where said.
 */
final class PolledWait extends Inbox.Item implements PendingWaits.Pending {
    private static final VarHandle QUEUED;

    static {
        try {
            QUEUED =
                    MethodHandles.lookup().findVarHandle(PolledWait.class, "queued", boolean.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    final WaitSet set;
    final Deadline deadline;
    final PendingWaits.Ending ending;
    private final Poller poller;

    @SuppressWarnings("unused") // through QUEUED
    private volatile boolean queued = true;

    /**
     * Written by who cancels before it queues the wait; read by the poller after it has taken it
     * out.
     */
    private volatile boolean cancelled;

    final Verdict verdict = new Verdict();
    @Nullable SurplusWakes swallowed; // made with the second woken word, which is rare
    @Nullable Shard shard; // while it is pending
    private boolean begun;
    int slot;
    int place = Deadlines.NOWHERE;
    boolean stopping; // its entries are being cancelled

    PolledWait(Poller poller, WaitSet set, Deadline deadline, PendingWaits.Ending ending) {
        this.poller = poller;
        this.set = set;
        this.deadline = deadline;
        this.ending = ending;
    }

    @Override
    public void cancel() {
        cancelled = true;
        if (QUEUED.compareAndSet(this, false, true)) {
            poller.receive(this);
        }
    }

    /** The poller has it in its hands. */
    void taken() {
        queued = false;
    }

    /** Whether it has not begun yet. */
    boolean isNew() {
        return !begun;
    }

    void enter(Shard on, int at) {
        begun = true;
        shard = on;
        slot = at;
        stopping = false;
    }

    /** It is pending no more; where it was. */
    Shard leave() {
        Shard was = Objects.requireNonNull(shard, "a wait that is not pending");
        shard = null;
        return was;
    }

    boolean isCancelled() {
        return cancelled;
    }
}
