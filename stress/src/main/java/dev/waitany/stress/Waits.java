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
import java.time.Duration;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/**
 * A change and a wake always end a wait (first number: its index, -1 if it slept on), and what was
 * done before the change is visible to who reads the word after the wait (the others).
 */
public class Waits {
    /** A wake that is lost shows as a wait that takes this long. */
    static final Duration LOST = Duration.ofSeconds(10);

    /** The claim, for futex_waitv(2). */
    @JCStressTest
    @Outcome(id = "0, 1, 1", expect = ACCEPTABLE, desc = "Ended, and saw all")
    @Outcome(expect = FORBIDDEN, desc = "A lost wake, or something not visible")
    @State
    public static class SyscallWaitv {
        private static final WaitAny WAIT_ANY = WaitAny.open("syscall-waitv");

        private final FutexWord word = Slab.word();
        private final WaitSet set = WaitSet.of(word);
        private int data;

        @Actor
        public void change() {
            data = 1;
            word.set(1);
            word.wakeOne();
        }

        @Actor
        public void await(III_Result r) {
            r.r1 = index(() -> WAIT_ANY.await(set, Deadline.after(LOST)));
            r.r2 = word.get();
            r.r3 = data;
        }
    }

    /** The claim, for a set armed on a ring. */
    @JCStressTest
    @Outcome(id = "0, 1, 1", expect = ACCEPTABLE, desc = "Ended, and saw all")
    @Outcome(expect = FORBIDDEN, desc = "A lost wake, or something not visible")
    @State
    public static class RingArmed {
        private static final WaitAny WAIT_ANY = WaitAny.open("ring-armed");

        private final FutexWord word = Slab.word();
        private final WaitSet set = WaitSet.of(word);
        private int data;

        @Actor
        public void change() {
            data = 1;
            word.getAndAdd(1);
            word.wakeOne();
        }

        @Actor
        public void await(III_Result r) {
            try (ArmedSet armed = WAIT_ANY.arm(set)) {
                r.r1 = index(() -> armed.await(Deadline.after(LOST)));
            }
            r.r2 = word.get();
            r.r3 = data;
        }
    }

    /**
     * The control: a wake before the change. The wait may end early, or begin late and sleep on.
     */
    @JCStressTest
    @Outcome(id = "0, 1, 1", expect = ACCEPTABLE, desc = "Ended, and saw all, by luck")
    @Outcome(id = "0, 0, .", expect = ACCEPTABLE_INTERESTING, desc = "Ended before the change")
    @Outcome(id = "-1, ., .", expect = ACCEPTABLE_INTERESTING, desc = "Slept through it")
    @State
    public static class WakeBeforeChangeControl {
        private static final Duration SOON = Duration.ofMillis(1);
        private static final WaitAny WAIT_ANY = WaitAny.open("threads");

        private final FutexWord word = Slab.word();
        private final WaitSet set = WaitSet.of(word);
        private int data;

        @Actor
        public void change() {
            word.wakeOne();
            data = 1;
            word.set(1);
        }

        @Actor
        public void await(III_Result r) {
            r.r1 = index(() -> WAIT_ANY.await(set, Deadline.after(SOON)));
            r.r2 = word.get();
            r.r3 = data;
        }
    }

    private interface Wait {
        WaitResult await() throws InterruptedException;
    }

    private static int index(Wait wait) {
        try {
            return wait.await().index();
        } catch (InterruptedException e) {
            throw new AssertionError("nobody interrupts here", e);
        }
    }
}
