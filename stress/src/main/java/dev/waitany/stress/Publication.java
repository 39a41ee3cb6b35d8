/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.waitany.FutexWord;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** A thread that has read a word's new value sees what was written before the change. */
public final class Publication {
    private Publication() {}

    /** The claim: set is release, get is acquire. */
    @JCStressTest
    @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "Too early for both.")
    @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "Too early for the word.")
    @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "Both.")
    @Outcome(id = "1, 0", expect = FORBIDDEN, desc = "The word without what came before it.")
    @State
    public static class ByWord {
        private final FutexWord word = Slab.word();
        private int data;

        /** For jcstress. */
        public ByWord() {}

        /** Publishes. */
        @Actor
        public void writer() {
            data = 1;
            word.set(1);
        }

        /** Reads. */
        @Actor
        public void reader(II_Result r) {
            r.r1 = word.get();
            r.r2 = data;
        }
    }

    /** The control: the same accesses, but plain. */
    @JCStressTest
    @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "Too early for both.")
    @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "Too early for the word.")
    @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "Both.")
    @Outcome(id = "1, 0", expect = ACCEPTABLE_INTERESTING, desc = "Plain accesses publish nothing.")
    @State
    public static class ByPlainAccess {
        private static final VarHandle VALUE = ValueLayout.JAVA_INT.varHandle();
        private final MemorySegment memory = Slab.word().segment();
        private int data;

        /** For jcstress. */
        public ByPlainAccess() {}

        /** Writes without publishing. */
        @Actor
        public void writer() {
            data = 1;
            VALUE.set(memory, 0L, 1);
        }

        /** Reads. The early read of the data lets the compiler reuse its value. */
        @Actor
        public void reader(II_Result r) {
            int early = data;
            r.r1 = (int) VALUE.get(memory, 0L);
            r.r2 = early == 0 ? data : early;
        }
    }
}
