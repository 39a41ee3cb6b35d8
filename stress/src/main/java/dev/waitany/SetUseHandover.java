/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.ZZI_Result;

/** The use of a set passes from one user to the next ({@link SetUse}). */
public class SetUseHandover {
    private static final int REFUSED = -1;

    private static boolean begins(SetUse use) {
        try {
            use.begin("a wait");
            return true;
        } catch (IllegalStateException inUse) {
            return false;
        }
    }

    /**
     * The claim: a thread that changes the set, or begins its next use, sees what the last user
     * wrote. That use has begun before the actors run. The numbers are the data that the change and
     * then the next user saw, or -1.
     */
    @JCStressTest
    @Outcome(id = "-1, -1", expect = ACCEPTABLE, desc = "Both were too early")
    @Outcome(id = "-1, 1", expect = ACCEPTABLE, desc = "The change was too early")
    @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "Both saw it")
    @Outcome(expect = FORBIDDEN, desc = "Had the set without what the last user wrote")
    @State
    public static class EndAndBegin {
        private final SetUse use = new SetUse();
        private int data;

        public EndAndBegin() {
            use.begin("the first wait");
        }

        @Actor
        public void end() {
            data = 1;
            use.end();
        }

        @Actor
        public void begin(II_Result r) {
            r.r1 = seenByAChange();
            r.r2 = begins(use) ? data : REFUSED;
        }

        private int seenByAChange() {
            try {
                use.refuseChangeOf("expected values");
                return data;
            } catch (IllegalStateException inUse) {
                return REFUSED;
            }
        }
    }

    /**
     * The claim: two threads that use a set one after another exclude each other. A thread that
     * gets the set adds to plain data and ends the use.
     */
    @JCStressTest
    @Outcome(id = "true, true, 2", expect = ACCEPTABLE, desc = "One after the other")
    @Outcome(id = "true, false, 1", expect = ACCEPTABLE, desc = "The other was refused")
    @Outcome(id = "false, true, 1", expect = ACCEPTABLE, desc = "The one was refused")
    @Outcome(expect = FORBIDDEN, desc = "Both had it at a time, or none")
    @State
    public static class UseAndUse {
        private final SetUse use = new SetUse();
        private int data;

        @Actor
        public void one(ZZI_Result r) {
            r.r1 = add();
        }

        @Actor
        public void other(ZZI_Result r) {
            r.r2 = add();
        }

        @Arbiter
        public void sum(ZZI_Result r) {
            r.r3 = data;
        }

        private boolean add() {
            boolean mine = begins(use);
            if (mine) {
                data++;
                use.end();
            }
            return mine;
        }
    }
}
