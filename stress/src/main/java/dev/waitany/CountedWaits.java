/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.waitany.stress.Slab;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * A wait counts itself in and then looks at the word, as the kernel does for it. A waker changes
 * the word and then looks at the count. If each missed the other, the wait would sleep on.
 *
 * <p>The numbers of a result are the count that the waker read, and the value that the wait read.
 */
public class CountedWaits {
    /** The claim: a wake of a counted word has the fence between its change and its look. */
    @JCStressTest
    @Outcome(id = "0, 0", expect = FORBIDDEN, desc = "Each missed the other: a lost wake")
    @Outcome(id = "., .", expect = ACCEPTABLE, desc = "One saw the other, or both")
    @State
    public static class WakeAndWait {
        private final CountedWord word = Slab.counted();

        @Actor
        public void waker(II_Result r) {
            word.word().set(1);
            r.r1 = word.hasWaiters() ? 1 : 0;
        }

        @Actor
        public void waiter(II_Result r) {
            WaitSet set = WaitSet.ofCapacity(1).add(word.word(), 0);
            set.words().countIn();
            r.r2 = set.firstChanged() < 0 ? 0 : 1;
        }
    }

    /** The control: without the fence, the change may come after the look at the count. */
    @JCStressTest
    @Outcome(id = "0, 0", expect = ACCEPTABLE_INTERESTING, desc = "Each missed the other")
    @Outcome(id = "., .", expect = ACCEPTABLE, desc = "One saw the other, or both")
    @State
    public static class WakeWithoutFenceControl {
        private final CountedWord word = Slab.counted();

        @Actor
        public void waker(II_Result r) {
            word.word().set(1);
            r.r1 = word.waiters();
        }

        @Actor
        public void waiter(II_Result r) {
            WaitSet set = WaitSet.ofCapacity(1).add(word.word(), 0);
            set.words().countIn();
            r.r2 = set.firstChanged() < 0 ? 0 : 1;
        }
    }
}
