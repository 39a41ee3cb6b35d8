/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring;

import dev.waitany.Deadline;
import dev.waitany.linux.ArenaCounts;
import dev.waitany.spi.SurplusWakes;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * What a poller's thread does. It blocks in its first ring only, which tells it of everything:
 * waits that complete there, further rings that can be read, and the doorbell.
 */
final class PollLoop {
    private final Shards shards;
    private final Inbox inbox;
    private final Doorbell doorbell;
    private final ArrayDeque<PolledWait> ended = new ArrayDeque<>();
    private final Deadlines deadlines = new Deadlines();
    private final ArenaCounts arenas = new ArenaCounts(); // of the words of pending waits
    private final SurplusWakes inferred = new SurplusWakes();
    private long pending; // waits that have begun and of whose end nobody has been told
    private boolean closing;

    PollLoop(Shards shards, Inbox inbox, Doorbell doorbell) {
        this.shards = shards;
        this.inbox = inbox;
        this.doorbell = doorbell;
    }

    /** Returns when it was asked to close and all waits have ended. */
    void run() {
        try {
            while (!closing || pending > 0) {
                visitInbox();
                expire();
                shards.visit(ended);
                deliver();
                if (!closing || pending > 0) {
                    block();
                }
            }
        } catch (Throwable failure) {
            fail(failure);
        }
    }

    private void visitInbox() {
        if (inbox.isCloseRequested() && !closing) {
            closing = true;
            take(inbox.close());
            shards.cancelAll();
        } else {
            take(inbox.takeAll());
        }
    }

    private void take(@Nullable PolledWait newest) {
        PolledWait wait = newest;
        while (wait != null) {
            PolledWait older = Inbox.older(wait);
            wait.taken(); // from here on a cancel queues it again
            if (wait.isNew()) {
                pending++;
                start(wait);
            } else {
                shards.cancelRest(wait);
            }
            wait = older;
        }
    }

    private void start(PolledWait wait) {
        for (int i = 0; i < wait.set.size(); i++) {
            arenas.add(wait.set.word(i).segment());
        }
        shards.begin(wait);
        if (wait.deadline.kind() == Deadline.Kind.MONOTONIC) {
            deadlines.add(wait);
        }
        if (wait.isCancelled() || closing) {
            shards.cancelRest(wait);
        }
    }

    private void expire() {
        PolledWait wait = deadlines.takePassed();
        while (wait != null) {
            wait.verdict.pass();
            shards.cancelRest(wait);
            wait = deadlines.takePassed();
        }
    }

    /** Tells of the waits that have ended; those with nothing to report go on. */
    private void deliver() {
        PolledWait wait = ended.poll();
        while (wait != null) {
            deadlines.remove(wait);
            if (tell(wait)) {
                pending--;
            } else {
                start(wait);
            }
            wait = ended.poll();
        }
    }

    private boolean tell(PolledWait wait) {
        Shard shard = wait.leave();
        for (int i = 0; i < wait.set.size(); i++) {
            arenas.remove(wait.set.word(i).segment());
        }
        inferred.clear();
        SurplusWakes swallowed = wait.swallowed == null ? inferred : wait.swallowed;
        wait.swallowed = null;
        try {
            return wait.ending.ended(shard.outcome(wait, swallowed), swallowed);
        } catch (Throwable failure) { // of this wait alone
            wait.ending.failed(failure);
            return true;
        }
    }

    private void block() {
        shards.watch();
        Shard first = shards.first();
        doorbell.arm(first.ring());
        doorbell.sleep(); // before the look at who may have come
        boolean busy = (!closing && inbox.wantsAttention()) || shards.wantVisit();
        enter(first.ring(), busy ? 0 : deadlines.remaining());
        doorbell.awake();
        first.reap(ended, this::completed);
    }

    /**
     * An arena that was closed while nothing guarded it is guarded no more; its waits tell when
     * they end.
     */
    private void enter(Ring ring, long nanos) {
        try {
            ring.enter(1, nanos, arenas.guards());
        } catch (IllegalStateException refused) { // before the call was made, if it is for an arena
            if (arenas.areOpen()) {
                throw refused;
            }
            arenas.forgetClosed();
        }
    }

    /** A completion on the first ring that is of no wait. */
    private void completed(long userData) {
        if (userData == UserData.DOORBELL) {
            doorbell.rang();
        } else if (UserData.isShard(userData)) {
            shards.becameReadable(UserData.shardNumber(userData));
        }
    }

    /** The rings are of no use any more: nobody is left without an answer. */
    private void fail(Throwable failure) {
        shards.abandon(ended);
        PolledWait wait = inbox.close();
        while (wait != null) {
            PolledWait older = Inbox.older(wait);
            if (wait.isNew()) {
                ended.add(wait);
            }
            wait = older;
        }
        ended.forEach(each -> each.ending.failed(failure));
    }
}
