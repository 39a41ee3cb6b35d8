/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.waitany.ArmedSet;
import dev.waitany.WaitAny;
import dev.waitany.WaitSet;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/** Two threads arm one set at the same time. A set has one user at a time. */
public class SetUse {
    /**
     * The claim: one thread arms the set, and the other is refused. The strategy is {@code
     * threads}, since it arms a set without a system call.
     */
    @JCStressTest
    @Outcome(id = "true, false", expect = ACCEPTABLE, desc = "One uses it")
    @Outcome(id = "false, true", expect = ACCEPTABLE, desc = "The other uses it")
    @Outcome(expect = FORBIDDEN, desc = "Both or none")
    @State
    public static class Arm {
        private static final WaitAny WAIT_ANY = WaitAny.open("threads");

        private final WaitSet set = WaitSet.of(Slab.word());
        private final @Nullable ArmedSet[] armed = new ArmedSet[2];

        @Actor
        public void one(ZZ_Result r) {
            r.r1 = arm(0);
        }

        @Actor
        public void other(ZZ_Result r) {
            r.r2 = arm(1);
        }

        @Arbiter
        public void close() {
            for (@Nullable ArmedSet each : armed) {
                if (each != null) {
                    each.close();
                }
            }
        }

        @SuppressWarnings("MustBeClosed") // by the arbiter
        private boolean arm(int place) {
            try {
                armed[place] = WAIT_ANY.arm(set);
                return true;
            } catch (IllegalStateException inUse) {
                return false;
            }
        }
    }

    /** The control: checks a flag and then sets it, in two steps. */
    @JCStressTest
    @Outcome(id = "true, true", expect = ACCEPTABLE_INTERESTING, desc = "Both use it")
    @Outcome(expect = ACCEPTABLE, desc = "One uses it")
    @State
    public static class CheckThenSetControl {
        private boolean used;

        @Actor
        public void one(ZZ_Result r) {
            r.r1 = take();
        }

        @Actor
        public void other(ZZ_Result r) {
            r.r2 = take();
        }

        private boolean take() {
            boolean free = !used;
            used = true;
            return free;
        }
    }
}
