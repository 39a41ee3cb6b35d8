/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.waitany.Deadline;
import dev.waitany.FutexWord;
import dev.waitany.Sharing;
import dev.waitany.WaitAny;
import dev.waitany.WaitSet;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.I_Result;

/** A wait and what ends it. A wake that were lost would leave a test hanging, and so fail it. */
public final class Waiting {
    private static final WaitAny WAIT_ANY = WaitAny.open();

    private Waiting() {}

    private static void await(WaitSet set) {
        try {
            WAIT_ANY.await(set, Deadline.never());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The claim: data, then change, then wake; after the wait the data is there. */
    @JCStressTest
    @Outcome(id = "1", expect = ACCEPTABLE, desc = "Written before the change.")
    @Outcome(id = "0", expect = FORBIDDEN, desc = "The wait ended, and the data is not there.")
    @State
    public static class ForChange {
        private final WaitSet set = WaitSet.of(FutexWord.of(Native.line(), 0, Sharing.PRIVATE));
        private int data;

        /** For jcstress. */
        public ForChange() {}

        /** Changes and wakes. */
        @Actor
        public void waker() {
            data = 1;
            set.word(0).set(1);
            set.word(0).wakeOne();
        }

        /** Waits. */
        @Actor
        public void waiter(I_Result r) {
            await(set);
            r.r1 = data;
        }
    }

    /** The control: the change comes first, and publishes nothing that follows it. */
    @JCStressTest
    @Outcome(id = "1", expect = ACCEPTABLE, desc = "In time by luck.")
    @Outcome(id = "0", expect = ACCEPTABLE_INTERESTING, desc = "Written after the change.")
    @State
    public static class ForChangeTooEarly {
        private final WaitSet set = WaitSet.of(FutexWord.of(Native.line(), 0, Sharing.PRIVATE));
        private int data;

        /** For jcstress. */
        public ForChangeTooEarly() {}

        /** Changes too early, and wakes. */
        @Actor
        public void waker() {
            set.word(0).set(1);
            data = 1;
            set.word(0).wakeOne();
        }

        /** Waits. */
        @Actor
        public void waiter(I_Result r) {
            await(set);
            r.r1 = data;
        }
    }

    /**
     * The claim: one set serves one wait at a time; a second is refused, and one of two always gets
     * it.
     */
    @JCStressTest
    @Outcome(
            id = {"1, 1", "1, 0", "0, 1"},
            expect = ACCEPTABLE,
            desc = "One after the other, or one refused.")
    @Outcome(id = "0, 0", expect = FORBIDDEN, desc = "Both refused.")
    @State
    public static class OnOneSet {
        private final WaitSet set =
                WaitSet.of(FutexWord.of(Native.line(), 0, Sharing.PRIVATE)).expect(0, 1);

        /** For jcstress. */
        public OnOneSet() {}

        /** Waits. */
        @Actor
        public void first(II_Result r) {
            r.r1 = got(set);
        }

        /** Waits. */
        @Actor
        public void second(II_Result r) {
            r.r2 = got(set);
        }

        private static int got(WaitSet set) {
            try {
                await(set);
                return 1;
            } catch (IllegalStateException inUse) {
                return 0;
            }
        }
    }
}
