/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.waitany.ArmedSet;
import dev.waitany.Deadline;
import dev.waitany.FutexWord;
import dev.waitany.WaitAny;
import dev.waitany.WaitResult;
import dev.waitany.WaitSet;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LLL_Result;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/** A wait that two things end at the same time: it ends once, and nothing of either is lost. */
public class WaitEnds {
    /**
     * The claim: a future that is cancelled while its word is woken is cancelled or has a result,
     * as {@code cancel} said, and its set is free then. The result names the strategy, what {@code
     * cancel} returned, and how the future ended.
     */
    @JCStressTest
    @Outcome(id = ".+, true, cancelled", expect = ACCEPTABLE, desc = "The cancel came first")
    @Outcome(id = ".+, false, result", expect = ACCEPTABLE, desc = "The wake came first")
    @Outcome(expect = FORBIDDEN, desc = "Both ended it, or the set is still in use")
    @State
    public static class CancelAndWake {
        private final WaitAny waitAny = OpenStrategies.next();
        private final FutexWord word = Slab.word();
        private final WaitSet set = WaitSet.of(word);

        @Actor
        public void wake() {
            word.set(1);
            word.wakeOne();
        }

        @Actor
        public void cancel(LLL_Result r) {
            CompletableFuture<WaitResult> future = waitAny.awaitAsync(set, Deadline.never());
            r.r1 = waitAny.name();
            r.r2 = future.cancel(true);
            r.r3 = future.isCancelled() ? "cancelled" : future.isDone() ? "result" : "pending";
            set.refresh(); // throws if the set is in use
        }
    }

    /**
     * The claim: an interrupt that comes while the word is woken ends the wait, or leaves the
     * interrupt status set. The result names the strategy, how the wait ended, and whether the
     * interrupt was seen afterwards.
     */
    @JCStressTest
    @Outcome(id = ".+, interrupted, false", expect = ACCEPTABLE, desc = "It ended the wait")
    @Outcome(id = ".+, ready, true", expect = ACCEPTABLE, desc = "It came later")
    @Outcome(expect = FORBIDDEN, desc = "The interrupt is lost, or counted twice")
    @State
    public static class InterruptAndWake {
        private final WaitAny waitAny = OpenStrategies.next();
        private final FutexWord word = Slab.word();
        private final WaitSet set = WaitSet.of(word);
        private volatile @Nullable Thread waiter;
        private volatile boolean interrupted;

        @Actor
        public void interruptAndWake() {
            Thread thread = untilPresent();
            thread.interrupt();
            interrupted = true;
            word.set(1);
            word.wakeOne();
        }

        @Actor
        public void await(LLL_Result r) {
            waiter = Thread.currentThread();
            r.r1 = waitAny.name();
            try {
                r.r2 = waitAny.await(set, Deadline.after(Waits.LOST)).isReady() ? "ready" : "late";
            } catch (InterruptedException ended) {
                r.r2 = "interrupted";
            }
            while (!interrupted) {
                Thread.onSpinWait();
            }
            r.r3 = Thread.interrupted();
        }

        private Thread untilPresent() {
            Thread thread = waiter;
            while (thread == null) {
                Thread.onSpinWait();
                thread = waiter;
            }
            return thread;
        }
    }

    /**
     * The claim: one thread arms a set and the other begins an asynchronous wait on it. At most one
     * of them has it at a time, and it is free when both are done.
     */
    @JCStressTest
    @Outcome(id = "true, true", expect = ACCEPTABLE, desc = "One after the other")
    @Outcome(id = "true, false", expect = ACCEPTABLE, desc = "The wait was refused")
    @Outcome(id = "false, true", expect = ACCEPTABLE, desc = "The arming was refused")
    @Outcome(expect = FORBIDDEN, desc = "Neither got the set")
    @State
    public static class ArmAndWait {
        private static final WaitAny WAIT_ANY = WaitAny.open("threads");

        private final WaitSet set = WaitSet.of(Slab.word());

        @Actor
        public void arm(ZZ_Result r) {
            try (ArmedSet armed = WAIT_ANY.arm(set)) {
                r.r1 = armed.set() == set;
            } catch (IllegalStateException inUse) {
                r.r1 = false;
            }
        }

        @Actor
        public void await(ZZ_Result r) {
            try {
                r.r2 = WAIT_ANY.awaitAsync(set, Deadline.now()).isDone();
            } catch (IllegalStateException inUse) {
                r.r2 = false;
            }
        }
    }

    /** The control: an end that is checked and then written, in two steps. */
    @JCStressTest
    @Outcome(id = "true, true", expect = ACCEPTABLE_INTERESTING, desc = "Both ended it")
    @Outcome(expect = ACCEPTABLE, desc = "One ended it")
    @State
    public static class TwoStepEndControl {
        private boolean ended;

        @Actor
        public void cancel(ZZ_Result r) {
            r.r1 = end();
        }

        @Actor
        public void wake(ZZ_Result r) {
            r.r2 = end();
        }

        private boolean end() {
            boolean first = !ended;
            ended = true;
            return first;
        }
    }
}
