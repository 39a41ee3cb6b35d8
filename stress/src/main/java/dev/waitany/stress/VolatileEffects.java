/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.waitany.FutexWord;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** Two threads each change one word and then read the other's. */
public class VolatileEffects {
    /** The claim: getAndAdd has volatile memory effects, so both threads see one order. */
    @JCStressTest
    @Outcome(id = "0, 0", expect = FORBIDDEN, desc = "Each missed the other's change")
    @Outcome(id = "., .", expect = ACCEPTABLE, desc = "One was first, or both")
    @State
    public static class GetAndAdd {
        private final FutexWord left = Slab.word();
        private final FutexWord right = Slab.word();

        @Actor
        public void left(II_Result r) {
            left.getAndAdd(1);
            r.r1 = right.getAndAdd(0);
        }

        @Actor
        public void right(II_Result r) {
            right.getAndAdd(1);
            r.r2 = left.getAndAdd(0);
        }
    }

    /** The control: with release and acquire, both threads may miss the other's change. */
    @JCStressTest
    @Outcome(id = "0, 0", expect = ACCEPTABLE_INTERESTING, desc = "Each missed the other's change")
    @Outcome(id = "., .", expect = ACCEPTABLE, desc = "One was first, or both")
    @State
    public static class SetAndGetControl {
        private final FutexWord left = Slab.word();
        private final FutexWord right = Slab.word();

        @Actor
        public void left(II_Result r) {
            left.set(1);
            r.r1 = right.get();
        }

        @Actor
        public void right(II_Result r) {
            right.set(1);
            r.r2 = left.get();
        }
    }
}
