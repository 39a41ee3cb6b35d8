/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.waitany.FutexWord;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** Two threads add to one word. */
public final class Counting {
    private Counting() {}

    /** The claim: getAndAdd and compareAndSet are atomic. */
    @JCStressTest
    @Outcome(id = "2", expect = ACCEPTABLE, desc = "Both count.")
    @Outcome(expect = FORBIDDEN, desc = "One was lost.")
    @State
    public static class Atomic {
        private final FutexWord word = Slab.word();

        /** For jcstress. */
        public Atomic() {}

        /** Adds. */
        @Actor
        public void first() {
            word.getAndAdd(1);
        }

        /** Adds by compare-and-set. */
        @Actor
        public void second() {
            int seen = word.get();
            while (!word.compareAndSet(seen, seen + 1)) {
                seen = word.get();
            }
        }

        /** Reads the sum afterwards. */
        @Arbiter
        public void sum(I_Result r) {
            r.r1 = word.get();
        }
    }

    /** The control: a get and a set are two steps. */
    @JCStressTest
    @Outcome(id = "2", expect = ACCEPTABLE, desc = "One after the other.")
    @Outcome(id = "1", expect = ACCEPTABLE_INTERESTING, desc = "One was lost.")
    @State
    public static class InTwoSteps {
        private final FutexWord word = Slab.word();

        /** For jcstress. */
        public InTwoSteps() {}

        /** Adds. */
        @Actor
        public void first() {
            word.set(word.get() + 1);
        }

        /** Adds. */
        @Actor
        public void second() {
            word.set(word.get() + 1);
        }

        /** Reads the sum afterwards. */
        @Arbiter
        public void sum(I_Result r) {
            r.r1 = word.get();
        }
    }
}
