/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring.poller;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.waitany.WaitSet;
import dev.waitany.stress.Slab;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/** What visitors pass to a poller through its {@link Inbox} and {@link Doorbell}. */
public class Visits {
    private static ArmedWords item() {
        return new ArmedWords(WaitSet.of(Slab.word()));
    }

    private static int count(Inbox.@Nullable Item newest) {
        int count = 0;
        for (Inbox.Item item = newest; item != null; item = Inbox.older(item)) {
            count++;
        }
        return count;
    }

    /**
     * The claim: a poller that is about to sleep finds the item, or its visitor rings. The first
     * result is whether the visitor rang, the second whether the poller found the item.
     */
    @JCStressTest
    @Outcome(id = "true, false", expect = ACCEPTABLE, desc = "The bell ends the sleep")
    @Outcome(id = "false, true", expect = ACCEPTABLE, desc = "The poller does not sleep")
    @Outcome(id = "true, true", expect = ACCEPTABLE, desc = "Both: the poller looks once more")
    @Outcome(expect = FORBIDDEN, desc = "The poller sleeps, and nobody rings")
    @State
    public static class VisitAndSleep {
        private final Inbox inbox = new Inbox();
        private final AtomicInteger rings = new AtomicInteger();
        private final Doorbell doorbell = new Doorbell(_ -> rings.getAndIncrement());
        private final ArmedWords item = item();

        @Actor
        public void visit(ZZ_Result r) {
            inbox.add(item);
            doorbell.ring();
            r.r1 = rings.get() == 1;
        }

        @Actor
        public void sleep(ZZ_Result r) {
            doorbell.sleep();
            r.r2 = inbox.wantsAttention();
        }
    }

    /** The claim: of two visitors of a sleeping poller one rings, and neither item is lost. */
    @JCStressTest
    @Outcome(id = "1, 2", expect = ACCEPTABLE, desc = "One rang, for both")
    @Outcome(expect = FORBIDDEN, desc = "None or both rang, or an item is lost")
    @State
    public static class VisitAndVisit {
        private final Inbox inbox = new Inbox();
        private final AtomicInteger rings = new AtomicInteger();
        private final Doorbell doorbell = new Doorbell(_ -> rings.getAndIncrement());
        private final ArmedWords one = item();
        private final ArmedWords other = item();

        public VisitAndVisit() {
            doorbell.sleep();
        }

        @Actor
        public void one() {
            inbox.add(one);
            doorbell.ring();
        }

        @Actor
        public void other() {
            inbox.add(other);
            doorbell.ring();
        }

        @Arbiter
        public void take(II_Result r) {
            r.r1 = rings.get();
            r.r2 = count(inbox.takeAll());
        }
    }

    /**
     * The claim: a poller takes an item once, with what its visitor wrote. The results are what the
     * poller saw while the visitor came (-1: no item) and afterwards.
     */
    @JCStressTest
    @Outcome(id = "7, -1", expect = ACCEPTABLE, desc = "Taken at once")
    @Outcome(id = "-1, 7", expect = ACCEPTABLE, desc = "Taken afterwards")
    @Outcome(expect = FORBIDDEN, desc = "Lost, taken twice, or without what was written")
    @State
    public static class AddAndTake {
        private static final int NONE = -1;

        private final Inbox inbox = new Inbox();
        private final ArmedWords item = item();

        @Actor
        public void add() {
            item.slot = 7;
            inbox.add(item);
        }

        @Actor
        public void take(II_Result r) {
            r.r1 = slot(inbox.takeAll());
        }

        @Arbiter
        public void close(II_Result r) {
            r.r2 = slot(inbox.close());
        }

        private static int slot(Inbox.@Nullable Item taken) {
            return taken instanceof ArmedWords words ? words.slot : NONE;
        }
    }

    /**
     * The claim: the inbox that is closing has the item, or its visitor is told so. The first
     * result is whether the item was accepted, the second whether the closing poller got it.
     */
    @JCStressTest
    @Outcome(id = "true, true", expect = ACCEPTABLE, desc = "Accepted, and not lost")
    @Outcome(id = "false, false", expect = ACCEPTABLE, desc = "Refused")
    @Outcome(expect = FORBIDDEN, desc = "Accepted and lost, or refused and served")
    @State
    public static class AddAndClose {
        private final Inbox inbox = new Inbox();
        private final ArmedWords item = item();

        @Actor
        public void add(ZZ_Result r) {
            r.r1 = inbox.add(item);
        }

        @Actor
        public void close(ZZ_Result r) {
            r.r2 = inbox.close() != null;
        }
    }

    /**
     * The claim: a poller that looks at an item sees a cancel, or the canceller passes the item
     * again. The first result is whether the canceller passes it, the second whether the poller saw
     * the cancel.
     */
    @JCStressTest
    @Outcome(id = "true, false", expect = ACCEPTABLE, desc = "The poller gets it again")
    @Outcome(id = "false, true", expect = ACCEPTABLE, desc = "The poller saw it")
    @Outcome(id = "true, true", expect = ACCEPTABLE, desc = "Both: it is cancelled once more")
    @Outcome(expect = FORBIDDEN, desc = "The cancel is lost")
    @State
    public static class CancelAndLook {
        private final ArmedWords item = item();
        private volatile boolean cancelled; // as in PolledWait

        public CancelAndLook() {
            item.queue();
        }

        @Actor
        public void cancel(ZZ_Result r) {
            cancelled = true;
            r.r1 = item.queue();
        }

        @Actor
        public void look(ZZ_Result r) {
            item.taken();
            r.r2 = cancelled;
        }
    }
}
