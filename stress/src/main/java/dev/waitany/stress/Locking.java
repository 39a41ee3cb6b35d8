/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.waitany.Deadline;
import dev.waitany.FutexWord;
import dev.waitany.ring.Acquire;
import dev.waitany.ring.Completion;
import dev.waitany.ring.FutexRing;
import dev.waitany.ring.Operation;
import dev.waitany.ring.RingLock;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/**
 * Two threads add to a plain field under a {@link RingLock}. No addition is lost, and each holder
 * sees what the holder before it wrote.
 */
public final class Locking {
    private static final ThreadLocal<FutexRing> RING = ThreadLocal.withInitial(FutexRing::open);

    private Locking() {}

    /** The claim: after ACQUIRED a thread holds the lock alone. */
    @JCStressTest
    @Outcome(id = "4", expect = ACCEPTABLE, desc = "All count.")
    @Outcome(expect = FORBIDDEN, desc = "Both were inside, or one did not see the other.")
    @State
    public static class RingAcquire {
        private final RingLock lock = RingLock.of(Slab.word());
        private int sum;

        /** For jcstress. */
        public RingAcquire() {}

        private void add() {
            Acquire acquire = RING.get().queue(lock.acquire());
            await(acquire);
            if (acquire.kind() != Completion.Kind.ACQUIRED) {
                throw new AssertionError(acquire + " ended with " + acquire.kind());
            }
            sum = oneMoreThan(sum);
            acquire.unlock();
        }

        /** Adds twice. */
        @Actor
        public void first() {
            add();
            add();
        }

        /** Adds twice. */
        @Actor
        public void second() {
            add();
            add();
        }

        /** Reads the sum afterwards. */
        @Arbiter
        public void result(I_Result r) {
            r.r1 = sum;
        }
    }

    /** The control: takes the end of a wait for the lock, as an operation linked to it would. */
    @JCStressTest
    @Outcome(id = "4", expect = ACCEPTABLE, desc = "One after another, by luck.")
    @Outcome(expect = ACCEPTABLE_INTERESTING, desc = "Both were inside.")
    @State
    public static class RingWaitControl {
        private final FutexWord word = Slab.word();
        private int sum;

        /** For jcstress. */
        public RingWaitControl() {}

        private void add() {
            await(RING.get().queue(Operation.wait(word, 1)));
            word.set(1);
            sum = oneMoreThan(sum);
            word.set(0);
            word.wakeOne();
        }

        /** Adds twice. */
        @Actor
        public void first() {
            add();
            add();
        }

        /** Adds twice. */
        @Actor
        public void second() {
            add();
            add();
        }

        /** Reads the sum afterwards. */
        @Arbiter
        public void result(I_Result r) {
            r.r1 = sum;
        }
    }

    /** Adds slowly, so that the threads overlap. */
    private static int oneMoreThan(int before) {
        for (int i = 0; i < 50; i++) {
            Thread.onSpinWait();
        }
        return before + 1;
    }

    private static void await(Operation operation) {
        try {
            while (operation.state() == Operation.State.PENDING) {
                RING.get().await(Deadline.never());
            }
        } catch (InterruptedException e) {
            throw new AssertionError("no thread interrupts here", e);
        }
    }
}
