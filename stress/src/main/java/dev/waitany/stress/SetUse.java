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

/** A set serves one user at a time: two take it at once, and keep it. */
public class SetUse {
    /** The claim: one gets it, and the other is refused. */
    @JCStressTest
    @Outcome(id = "true, false", expect = ACCEPTABLE, desc = "One has it")
    @Outcome(id = "false, true", expect = ACCEPTABLE, desc = "The other has it")
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

    /** The control: a look and a note are two steps. */
    @JCStressTest
    @Outcome(id = "true, true", expect = ACCEPTABLE_INTERESTING, desc = "Both believe they have it")
    @Outcome(expect = ACCEPTABLE, desc = "One has it")
    @State
    public static class NoteControl {
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
