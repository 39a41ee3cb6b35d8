/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.engine;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.waitany.Capabilities;
import dev.waitany.Deadline;
import dev.waitany.WaitResult;
import dev.waitany.WaitSet;
import dev.waitany.spi.Backend;
import dev.waitany.spi.PendingWaits;
import dev.waitany.spi.SurplusWakes;
import dev.waitany.spi.Waiter;
import dev.waitany.stress.Slab;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LZ_Result;
import org.openjdk.jcstress.infra.results.L_Result;

/**
 * How a {@link ParkedWait} ends. The poller of these tests tells an end at once, by the thread that
 * causes it, and only the first one, as a poller's thread does.
 *
 * <p>If an end were missed, the waiting thread would stay parked, and jcstress would report that
 * the test did not end.
 */
public class ParkedWaitEnds {
    private static final OutcomeMapper OUTCOMES =
            new OutcomeMapper(new Waiters("stress", new NoBackend()), new SurplusTreatment(1));

    /** The claim: a wait that ends while its thread is about to park gives its result. */
    @JCStressTest
    @Outcome(id = "woken", expect = ACCEPTABLE, desc = "The thread saw the end and the result")
    @Outcome(expect = FORBIDDEN, desc = "The end without its result")
    @State
    public static class EndAndPark {
        private final TellingPoller poller = new TellingPoller();

        @Actor
        public void wake() {
            poller.untilBegun();
            poller.tell(0);
        }

        @Actor
        public void await(L_Result r) {
            r.r1 = poller.await();
        }
    }

    /**
     * The claim: a wake and an interrupt that come together end the wait once. The interrupt ends
     * it, or its status stays set.
     */
    @JCStressTest
    @Outcome(id = "interrupted, false", expect = ACCEPTABLE, desc = "The interrupt ended it")
    @Outcome(id = "woken, true", expect = ACCEPTABLE, desc = "The wake did; the status stays")
    @Outcome(expect = FORBIDDEN, desc = "The interrupt is lost, or counted twice")
    @State
    public static class InterruptAndEnd {
        private final TellingPoller poller = new TellingPoller();
        private volatile boolean interrupted;

        @Actor
        public void interruptAndWake() {
            poller.untilBegun().interrupt();
            interrupted = true;
            poller.tell(0);
        }

        @Actor
        public void await(LZ_Result r) {
            r.r1 = poller.await();
            while (!interrupted) {
                Thread.onSpinWait();
            }
            r.r2 = Thread.interrupted();
        }
    }

    /** Has one wait. */
    private static final class TellingPoller implements PendingWaits, PendingWaits.Pending {
        private final WaitSet set = WaitSet.of(Slab.word());
        private @Nullable Ending ending; // published by waiter
        private volatile @Nullable Thread waiter;
        private boolean told; // guarded by this

        /** Waits, and returns how the wait ended. */
        String await() {
            ParkedWait wait = new ParkedWait(OUTCOMES, set);
            wait.begin(this, Deadline.never());
            try {
                return wait.join().kind() == WaitResult.Kind.WOKEN ? "woken" : "otherwise";
            } catch (InterruptedException ended) {
                return "interrupted";
            }
        }

        @Override
        public Pending begin(WaitSet its, Deadline deadline, Ending toTell) {
            ending = toTell;
            waiter = Thread.currentThread();
            return this;
        }

        /** Returns the waiting thread when its wait has begun. */
        Thread untilBegun() {
            Thread thread = waiter;
            while (thread == null) {
                Thread.onSpinWait();
                thread = waiter;
            }
            return thread;
        }

        synchronized void tell(int outcome) {
            Ending present = ending;
            if (!told && present != null) {
                told = present.ended(outcome, new SurplusWakes());
            }
        }

        @Override
        public void cancel() {
            tell(dev.waitany.spi.Outcome.ALERTED);
        }

        @Override
        public void close() {}
    }

    /** Parked waits use no backend. */
    private static final class NoBackend implements Backend {
        @Override
        public Capabilities capabilities() {
            throw new AssertionError("not used");
        }

        @Override
        public Waiter newWaiter() {
            throw new AssertionError("not used");
        }

        @Override
        public void close() {}
    }
}
