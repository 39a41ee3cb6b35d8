/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.waitany.ArmedSet;
import dev.waitany.CountedWord;
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
import org.openjdk.jcstress.infra.results.LLLL_Result;

/**
 * One thread changes a word and wakes, another waits. The wait ends, and what the first thread did
 * before the change is visible after the wait.
 *
 * <p>The numbers of a result are the index that the wait returned (-1 if it timed out), the word's
 * value and the data's value after the wait. The claims have the strategy's name before them.
 */
public class Waits {
    /** A wait that takes this long has lost its wake. */
    static final Duration LOST = Duration.ofSeconds(10);

    /** The claim, for a single wait with each strategy. */
    @JCStressTest
    @Outcome(id = ".+, 0, 1, 1", expect = ACCEPTABLE, desc = "Ended, and saw all")
    @Outcome(expect = FORBIDDEN, desc = "A lost wake, or something not visible")
    @State
    public static class Single {
        private final WaitAny waitAny = OpenStrategies.next();
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
        public void await(LLLL_Result r) {
            r.r1 = waitAny.name();
            r.r2 = index(() -> waitAny.await(set, Deadline.after(LOST)));
            r.r3 = word.get();
            r.r4 = data;
        }
    }

    /** The claim, for a counted word, whose wake may make no system call. */
    @JCStressTest
    @Outcome(id = ".+, 0, 1, 1", expect = ACCEPTABLE, desc = "Ended, and saw all")
    @Outcome(expect = FORBIDDEN, desc = "A lost wake, or something not visible")
    @State
    public static class Counted {
        private final WaitAny waitAny = OpenStrategies.next();
        private final CountedWord word = Slab.counted();
        private final WaitSet set = WaitSet.of(word.word());
        private int data;

        @Actor
        public void change() {
            data = 1;
            word.word().set(1);
            word.wakeOne();
        }

        @Actor
        public void await(LLLL_Result r) {
            r.r1 = waitAny.name();
            r.r2 = index(() -> waitAny.await(set, Deadline.after(LOST)));
            r.r3 = word.word().get();
            r.r4 = data;
        }
    }

    /** The claim, for an armed set with each strategy. */
    @JCStressTest
    @Outcome(id = ".+, 0, 1, 1", expect = ACCEPTABLE, desc = "Ended, and saw all")
    @Outcome(expect = FORBIDDEN, desc = "A lost wake, or something not visible")
    @State
    public static class Armed {
        private final WaitAny waitAny = OpenStrategies.next();
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
        public void await(LLLL_Result r) {
            r.r1 = waitAny.name();
            try (ArmedSet armed = waitAny.arm(set)) {
                r.r2 = index(() -> armed.await(Deadline.after(LOST)));
            }
            r.r3 = word.get();
            r.r4 = data;
        }
    }

    /**
     * The control: the wake comes before the change. The wait may end before the change, or begin
     * after the wake and sleep until its deadline.
     */
    @JCStressTest
    @Outcome(id = "0, 1, 1", expect = ACCEPTABLE, desc = "Ended, and saw all, by chance")
    @Outcome(id = "0, 0, .", expect = ACCEPTABLE_INTERESTING, desc = "Ended before the change")
    @Outcome(id = "-1, ., .", expect = ACCEPTABLE_INTERESTING, desc = "Slept through it")
    @State
    public static class WakeBeforeChangeControl {
        private static final Duration SOON = Duration.ofMillis(1);

        private final WaitAny waitAny = OpenStrategies.next();
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
            r.r1 = index(() -> waitAny.await(set, Deadline.after(SOON)));
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
            throw new AssertionError("no thread interrupts here", e);
        }
    }
}
